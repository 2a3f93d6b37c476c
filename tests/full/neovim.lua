-- Edits the draft $HEGAO_DRAFT in a real Neovim and writes what was seen into $HEGAO_SEEN, as JSON.
-- What is seen is judged by test_editors.py.

local PATIENCE = 20000
local seen = {}

local function wait(what, holds)
  if not vim.wait(PATIENCE, holds, 20) then
    error('waited in vain for ' .. what)
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

-- Code and marked words of each diagnostic, in the order of the text.
local function marked()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    local words = ''
    if each.lnum == each.end_lnum then
      local line = vim.api.nvim_buf_get_lines(0, each.lnum, each.lnum + 1, false)[1] or ''
      words = line:sub(each.col + 1, each.end_col)
    end
    local code = each.code or each.user_data.lsp.code
    table.insert(found, { code = code, words = words, line = each.lnum + 1, column = each.col })
  end
  table.sort(found, function(a, b)
    return a.line < b.line or (a.line == b.line and a.column < b.column)
  end)
  return found
end

local function amount(code)
  return #vim.tbl_filter(function(each) return each.code == code end, marked())
end

local function go_to(words, within)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local start = line:find(words, 1, true)
    if start then
      vim.api.nvim_win_set_cursor(0, { number, start - 1 + (within or 0) })
      return
    end
  end
  error('not in the draft: ' .. words)
end

local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return vim.api.nvim_win_get_buf(window), window
    end
  end
end

local function hover_over(words)
  go_to(words)
  vim.lsp.buf.hover()
  wait('a hover over ' .. words, floating)
  local buffer, window = floating()
  local said = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  vim.api.nvim_win_close(window, true)
  return said
end

-- What a drafter does who picks a fix from the list by its title.
local function apply_fix(at, title)
  local titles = {}
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      local action = item[2] or item.action
      table.insert(titles, action.title)
      if action.title:find(title, 1, true) then
        choose(item)
        return
      end
    end
  end
  local before = text()
  go_to(at)
  vim.lsp.buf.code_action()
  wait('a fix for ' .. at, function() return text() ~= before end)
  return titles
end

local function run()
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('HEGAO_DRAFT')))
  wait('the first findings', function() return amount('HG301') == 1 and amount('HG707') == 1 end)
  seen.opened = marked()
  vim.api.nvim_buf_set_lines(0, 0, 0, false, { '　　𠮷😀按照安排，现印发给你们。' })
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { '3. 𠮷😀尽快更新目录。（责任单位：县财政局）' })
  wait('findings after an edit', function()
    return amount('HG301') == 2 and amount('HG707') == 1
  end)
  seen.edited = marked()
  seen.hover = hover_over('2026年6月底前')
  seen.titles = apply_fix('爲', '为')
  wait('the finding to go', function() return amount('HG707') == 0 end)
  seen.fixed = marked()
  seen.text = text()
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = PATIENCE })
  else
    vim.lsp.buf.formatting_sync(nil, PATIENCE)
  end
  seen.formatted = text()
end

local good, trouble = xpcall(run, debug.traceback)
if not good then
  seen.trouble = trouble
  seen.last = marked()
end
vim.fn.writefile({ vim.json.encode(seen) }, os.getenv('HEGAO_SEEN'))
vim.cmd('qa!')
