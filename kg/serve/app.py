"""The web application: the routes of all modules, inside the middleware that guards them.

A module adds pages by a list of Starlette routes named ``routes``, given here in :data:`MODULES`. Its handlers get the
graph from ``service_of(request).read(function)``, which calls the function with the current generation in a thread.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import ClientDisconnect

from kg.errors import KGError
from kg.serve import assets, explore, home, resources, sparql
from kg.serve.log import AccessLog
from kg.serve.middleware import AccessLogging, CrossOrigin, Guard, SecurityHeaders
from kg.serve.problems import UNFORESEEN, on_client_left, on_http_error, on_kg_error, problem
from kg.serve.service import Service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.live import LiveGraph
    from kg.serve.settings import ServeSettings

#: The modules with routes, in the order in which they are tried.
MODULES = (sparql, home, explore, resources, assets)


def create_app(live: LiveGraph, settings: ServeSettings, log: AccessLog | None = None) -> Starlette:
    """Return the application that serves ``live``, which it closes when it ends."""
    service = Service(live, settings, log or AccessLog(None))
    handlers = {HTTPException: on_http_error, KGError: on_kg_error, Exception: _on_unforeseen}
    app = Starlette(
        routes=[route for module in MODULES for route in module.routes],
        middleware=[
            Middleware(AccessLogging, log=service.log),
            Middleware(SecurityHeaders, answer_time=settings.answer_time),
            Middleware(CrossOrigin, origins=settings.cors),
            Middleware(ExceptionMiddleware, handlers=handlers),
            Middleware(Guard, settings=settings, rate=service.rate),
        ],
        exception_handlers={HTTPException: on_http_error, KGError: on_kg_error, ClientDisconnect: on_client_left},
        lifespan=_lifespan,
    )
    app.state.service = service
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    service: Service = app.state.service
    await service.read(lambda generation: generation.warm())
    tasks = [asyncio.create_task(_watch(service))]
    tasks.append(asyncio.create_task(service.read(lambda generation: generation.prepare())))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(service.close)


async def _watch(service: Service) -> None:
    """Take up what builds write."""
    while True:
        await asyncio.sleep(service.settings.poll)
        if await asyncio.to_thread(service.live.refresh):
            token = await service.read(lambda generation: generation.token)
            service.log.event(event="generation", generation=token)


async def _on_unforeseen(request: Request, error: Exception) -> Response:
    service: Service = request.app.state.service
    service.log.event(event="error", path=request.url.path, error=f"{type(error).__name__}: {error}"[:500])
    return problem(request, 500, UNFORESEEN)
