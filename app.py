"""The launcher: start the server, warm up while the browser loads the page, open a window, answer only this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st

from leadlag import paths, server

paths.choose_data_folder()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    Thread(target=server.warm_up, daemon=True).start()
    if not st.get_option("server.headless"):
        Thread(target=server.open_browser, args=(st.get_option("server.port"),), daemon=True).start()
    yield


app = st.App("leadlag/frame.py", lifespan=lifespan, middleware=server.middleware(), routes=server.routes())

if __name__ == "__main__":
    app.run()
