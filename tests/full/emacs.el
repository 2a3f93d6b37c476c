;;; emacs.el --- Edits the draft $HEGAO_DRAFT in a real Emacs with eglot  -*- lexical-binding: t -*-

;;; Commentary:
;; Writes what was seen into $HEGAO_SEEN, as JSON; test_editors.py judges it.
;; Batch Emacs has no idle timers: edits are handed to the server by calling what the timer calls.

;;; Code:
(require 'cl-lib)
(require 'json)
(require 'eglot)
(require 'flymake)

(defconst hegao-patience 20 "Seconds to wait for anything.")
(defvar hegao-seen nil "What was seen, by name.")

(defun hegao-see (name value)
  "Remember VALUE under NAME."
  (push (cons name value) hegao-seen))

(defun hegao-wait (what holds)
  "Wait until HOLDS gives something, which is told as WHAT if it does not."
  (let ((ends (+ (float-time) hegao-patience)) found)
    (while (not (setq found (funcall holds)))
      (when (> (float-time) ends) (error "Waited in vain for %s" what))
      (accept-process-output nil 0.05)
      (flymake-start))
    found))

(defun hegao-marked ()
  "Code and marked words of each diagnostic, in the order of the text."
  (vconcat
   (mapcar
    (lambda (diagnostic)
      (let ((said (alist-get 'eglot-lsp-diag (eglot--diag-data diagnostic)))
            (start (flymake-diagnostic-beg diagnostic)))
        `((code . ,(plist-get said :code))
          (words . ,(buffer-substring-no-properties start (flymake-diagnostic-end diagnostic)))
          (line . ,(line-number-at-pos start)))))
    (sort (flymake-diagnostics)
          (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b)))))))

(defun hegao-amount (code)
  "How many diagnostics of CODE are shown."
  (cl-count code (hegao-marked) :key (lambda (each) (alist-get 'code each)) :test #'equal))

(defun hegao-go-to (words)
  "Put point before WORDS."
  (goto-char (point-min))
  (search-forward words)
  (goto-char (match-beginning 0)))

(defun hegao-tell-edits ()
  "Hand the edits to the server."
  (eglot--signal-textDocument/didChange))

(defun hegao-hover-over (words)
  "What eglot shows when point is on WORDS."
  (hegao-go-to words)
  (let (said)
    (eglot-hover-eldoc-function (lambda (info &rest _) (setq said info)))
    (hegao-wait (concat "a hover over " words) (lambda () said))
    (substring-no-properties said)))

(defun hegao-apply-fix (at title)
  "Pick the fix at AT whose title has TITLE in it; the titles offered."
  (hegao-go-to at)
  (let ((last-nonmenu-event t) offered)
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_prompt items &rest _)
                 (setq offered (mapcar #'car items))
                 (cl-find-if (lambda (each) (string-search title each)) offered))))
      (eglot-code-actions (point) (1+ (point)) nil t))
    (hegao-tell-edits)
    (vconcat offered)))

(defun hegao-run ()
  "Open, edit, hover, fix, format."
  (find-file (getenv "HEGAO_DRAFT"))
  (run-hooks 'post-command-hook)
  (hegao-wait "the server" #'eglot-current-server)
  (flymake-mode 1)
  (hegao-wait "the first findings"
              (lambda () (and (= (hegao-amount "HG301") 1) (= (hegao-amount "HG707") 1))))
  (hegao-see 'opened (hegao-marked))
  (goto-char (point-min))
  (insert "　　𠮷😀按照安排，现印发给你们。\n")
  (goto-char (point-max))
  (insert "3. 𠮷😀尽快更新目录。（责任单位：县财政局）\n")
  (hegao-tell-edits)
  (hegao-wait "findings after an edit"
              (lambda () (and (= (hegao-amount "HG301") 2) (= (hegao-amount "HG707") 1))))
  (hegao-see 'edited (hegao-marked))
  (hegao-see 'hover (hegao-hover-over "2026年6月底前"))
  (hegao-see 'titles (hegao-apply-fix "爲" "为"))
  (hegao-wait "the finding to go" (lambda () (= (hegao-amount "HG707") 0)))
  (hegao-see 'fixed (hegao-marked))
  (hegao-see 'text (buffer-substring-no-properties (point-min) (point-max)))
  (when (eglot--server-capable :documentFormattingProvider) (eglot-format-buffer))
  (hegao-see 'formatted (buffer-substring-no-properties (point-min) (point-max)))
  (eglot-shutdown (eglot-current-server)))

(condition-case trouble
    (hegao-run)
  (error (hegao-see 'trouble (format "%s" trouble))
         (hegao-see 'last (hegao-marked))))
(let ((coding-system-for-write 'utf-8))
  (write-region (json-encode hegao-seen) nil (getenv "HEGAO_SEEN")))
(set-buffer-modified-p nil)
(kill-emacs 0)
;;; emacs.el ends here
