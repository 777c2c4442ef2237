"""The National Population Database over SOAP, through the province's integration platform."""
