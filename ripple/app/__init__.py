"""The pages. Streamlit only here and in the door."""
