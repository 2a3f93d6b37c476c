"""What a notice is made of, as an editor shows it beside the text."""
