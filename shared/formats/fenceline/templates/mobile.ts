export const MOBILE = `# The last line is "# end", so that a cut-off file is noticed.
title: Mobile App Threat Model

data_assets:
  profile:
    title: Profile
    description: The user's details and preferences
    confidentiality: confidential
    integrity: important
  tokens:
    title: Tokens
    description: Access and refresh tokens
    confidentiality: strictly-confidential
    integrity: critical

technical_assets:
  user:
    title: User
    type: external-entity
    used_as_client_by_human: true
    communication_links:
      mobile-app:
        target: mobile-app
        protocol: inter-process-communication
  mobile-app:
    title: Mobile App
    type: process
    technologies: [mobile-app]
    custom_developed_parts: true
    communication_links:
      device-storage:
        target: device-storage
        protocol: local-file-access
        data_assets_sent: [tokens, profile]
      backend-api:
        target: backend-api
        protocol: https
        authentication: token
        data_assets_sent: [profile]
      identity-provider:
        target: identity-provider
        protocol: https
        data_assets_received: [tokens]
  device-storage:
    title: Device Storage
    type: datastore
    technologies: [local-file-system]
    data_assets_stored: [tokens, profile]
  backend-api:
    title: Backend API
    type: process
    technologies: [web-service-rest]
    internet: true
    custom_developed_parts: true
    communication_links:
      profile-database:
        target: profile-database
        protocol: sql-access-protocol-encrypted
        authentication: credentials
        data_assets_sent: [profile]
      push-service:
        target: push-service
        protocol: https
        authentication: token
  profile-database:
    title: Profile Database
    type: datastore
    technologies: [database]
    data_assets_stored: [profile]
  identity-provider:
    title: Identity Provider
    type: external-entity
    technologies: [identity-provider]
  push-service:
    title: Push Service
    type: external-entity
    note: third party

trust_boundaries:
  device:
    title: Device
    type: execution-environment
    technical_assets_inside: [mobile-app, device-storage]
  backend:
    title: Backend
    type: network-cloud-provider
    technical_assets_inside: [backend-api]
    trust_boundaries_nested: [data-tier]
  data-tier:
    title: Data tier
    type: network-cloud-security-group
    technical_assets_inside: [profile-database]
# end
`
