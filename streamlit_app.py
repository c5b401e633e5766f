"""The door: `streamlit run streamlit_app.py` finds `app` here."""
