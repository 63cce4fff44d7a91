# pgstrata without an embedded PostgreSQL: it works on the databases that PGSTRATA_*_URL name.
FROM node:24.21.0-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No script of a package runs: the image brings its own Node, which one of them would download.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24.21.0-slim
WORKDIR /app
ENV NODE_ENV=production
ENV PGSTRATA_LISTEN=0.0.0.0:8080
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY bin bin
COPY migrations migrations
COPY plpgsql plpgsql
COPY src src
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=5m \
    CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/pgstrata.js"]
CMD ["worker", "--migrate", "--serve"]
