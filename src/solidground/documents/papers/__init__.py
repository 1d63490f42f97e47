"""Papers: what stands in the log, as PDF/A that anybody can read, print, keep and check.

``press`` draws them, ``seal`` signs them, ``own`` checks an agency's own templates, ``proof`` reads a paper back.
"""
