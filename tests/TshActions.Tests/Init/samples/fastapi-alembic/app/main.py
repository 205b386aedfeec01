from fastapi import FastAPI

app = FastAPI(title="Wholesale")


@app.get("/health")
def health():
    return {"status": "ok"}
