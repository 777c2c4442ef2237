"""From a form to a sheet and back: columns, the template, the reading of rows."""
