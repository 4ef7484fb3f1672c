export const WEB = `# The last line is "# end", so that a cut-off file is noticed.
title: Web Application Threat Model

data_assets:
  accounts:
    title: Accounts
    description: Names, e-mail addresses, password hashes
    confidentiality: confidential
    integrity: critical
  uploads:
    title: Uploads
    description: Files that users upload
    confidentiality: restricted
    integrity: important

technical_assets:
  visitor:
    title: Visitor
    type: external-entity
    technologies: [browser]
    used_as_client_by_human: true
    communication_links:
      web-server:
        target: web-server
        protocol: https
        authentication: session-id
        data_assets_sent: [accounts, uploads]
  administrator:
    title: Administrator
    type: external-entity
    technologies: [browser]
    used_as_client_by_human: true
    communication_links:
      admin-console:
        target: admin-console
        protocol: https
        authentication: two-factor
        data_assets_received: [accounts]
  web-server:
    title: Web Server
    type: process
    technologies: [web-application]
    internet: true
    custom_developed_parts: true
    communication_links:
      database:
        target: database
        protocol: sql-access-protocol-encrypted
        authentication: credentials
        data_assets_sent: [accounts]
      file-store:
        target: file-store
        protocol: https
        authentication: token
        data_assets_sent: [uploads]
      mail-provider:
        target: mail-provider
        protocol: https
        authentication: token
      job-queue:
        target: job-queue
        protocol: amqps
  admin-console:
    title: Admin Console
    type: process
    technologies: [web-application]
    custom_developed_parts: true
    communication_links:
      database:
        target: database
        protocol: sql-access-protocol-encrypted
        authentication: credentials
  worker:
    title: Worker
    type: process
    technologies: [batch-processing]
    communication_links:
      job-queue:
        target: job-queue
        protocol: amqps
      file-store:
        target: file-store
        protocol: https
        authentication: token
  job-queue:
    title: Job Queue
    type: datastore
    technologies: [message-queue]
  database:
    title: Database
    type: datastore
    technologies: [database]
    data_assets_stored: [accounts]
  file-store:
    title: File Store
    type: datastore
    technologies: [file-server]
    data_assets_stored: [uploads]
  mail-provider:
    title: Mail Provider
    type: external-entity
    technologies: [mail-server]

trust_boundaries:
  cloud:
    title: Cloud account
    type: network-cloud-provider
    trust_boundaries_nested: [public-subnet, private-subnet]
  public-subnet:
    title: Public subnet
    type: network-cloud-security-group
    technical_assets_inside: [web-server]
  private-subnet:
    title: Private subnet
    type: network-cloud-security-group
    technical_assets_inside: [admin-console, worker, job-queue, database, file-store]
# end
`
