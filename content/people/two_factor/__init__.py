"""A second proof at sign-in: who must give it, how it is checked and set up. allauth.mfa does the codes."""
