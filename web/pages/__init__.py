"""The pages of the browser: each a view, which asks the catalogue, and a template, which shows what the view found."""
