/** The worked example of the README, the tests and the screenshots. */
export const ORDERS = `# The Orders Platform: the example that Fenceline's documentation follows.
# The last line is "# end", so that a cut-off file is noticed.
title: Orders Platform Threat Model

data_assets:
  customer-pii:
    title: Customer PII
    description: Names, addresses, partial card data
    confidentiality: confidential
    integrity: critical
    availability: operational
  orders:
    title: Orders
    description: What was ordered, by whom, at what price
    confidentiality: restricted
    integrity: critical
    availability: critical
  session:
    title: Session
    description: Who is signed in
    confidentiality: confidential
    integrity: critical
    availability: important
  payment:
    title: Payment
    description: Payment requests and their results
    confidentiality: confidential
    integrity: mission-critical
    availability: critical

technical_assets:
  browser:
    title: Browser
    type: external-entity
    technologies: [browser]
    note: untrusted
    used_as_client_by_human: true
    communication_links:
      api-gateway:
        target: api-gateway
        protocol: https
        authentication: jwt
        data_assets_sent: [customer-pii, orders]
        data_assets_received: [orders]
  api-gateway:
    title: API Gateway
    type: process
    technologies: [gateway, jwt-validation]
    note: DMZ
    internet: true
    communication_links:
      orders-service:
        target: orders-service
        protocol: https
        authentication: jwt
        authorization: enduser-identity-propagation
        data_assets_sent: [customer-pii, orders]
        data_assets_received: [orders]
  orders-service:
    title: Orders Service
    type: process
    technologies: [web-service-rest]
    note: app tier
    custom_developed_parts: true
    data_assets_processed: [customer-pii, orders, payment, session]
    communication_links:
      postgres:
        target: postgres
        protocol: sql-access-protocol-encrypted
        authentication: credentials
        authorization: technical-user
        data_assets_sent: [customer-pii, orders]
        data_assets_received: [customer-pii, orders]
      stripe-api:
        target: stripe-api
        protocol: https
        authentication: token
        data_assets_sent: [payment]
        data_assets_received: [payment]
      redis:
        target: redis
        protocol: redis
        authentication: none               # the cache listens on the private network only
        data_assets_sent: [session]
        data_assets_received: [session]
  postgres:
    title: Postgres
    type: datastore
    technologies: [database]
    note: orders, PII
    encryption: transparent
    data_assets_stored: [customer-pii, orders]
  stripe-api:
    title: Stripe API
    type: external-entity
    technologies: [web-service-rest]
    note: third party
    internet: true
  redis:
    title: Redis
    type: datastore
    technologies: [cache]
    note: session cache
    encryption: none
    data_assets_stored: [session]

trust_boundaries:
  dmz:
    title: DMZ
    type: network-dedicated-hoster
    technical_assets_inside: [api-gateway]
  app-tier:
    title: App tier
    type: network-virtual-lan
    technical_assets_inside: [orders-service, postgres, redis]
  # A line boundary is crossed by the flows it names.
  trust-boundary-1:
    title: trust boundary 1
    type: line
    crossed_by: ["browser>api-gateway"]
  trust-boundary-2:
    title: trust boundary 2
    type: line
    crossed_by: ["api-gateway>orders-service"]
  trust-boundary-3:
    title: trust boundary 3
    type: line
    crossed_by: ["orders-service>stripe-api"]

notes:
  - "Auth: JWT issued by Identity Service, validated at Gateway"
# end
`
