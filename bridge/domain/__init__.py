"""The vocabulary of the bridge: frozen records, enums, and the ports that adapters implement.

Records hold data and nothing else; they are keyword-only and never change once made.
"""
