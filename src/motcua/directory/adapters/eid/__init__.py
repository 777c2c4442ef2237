"""Citizens' electronic identity: an OpenID Connect relying party (see docs/adr for why our own)."""
