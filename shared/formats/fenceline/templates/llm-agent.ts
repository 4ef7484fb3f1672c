export const LLM_AGENT = `# The last line is "# end", so that a cut-off file is noticed.
title: LLM Agent Threat Model

data_assets:
  conversations:
    title: Conversations
    description: What users ask and what they are told
    confidentiality: confidential
    integrity: important
  documents:
    title: Documents
    description: Internal documents that answers are grounded in
    confidentiality: confidential
    integrity: critical
  tool-credentials:
    title: Tool credentials
    confidentiality: strictly-confidential
    integrity: critical

technical_assets:
  user:
    title: User
    type: external-entity
    technologies: [browser]
    used_as_client_by_human: true
    communication_links:
      chat-service:
        target: chat-service
        protocol: https
        authentication: session-id
        data_assets_sent: [conversations]
  chat-service:
    title: Chat Service
    type: process
    technologies: [web-service-rest]
    internet: true
    custom_developed_parts: true
    communication_links:
      agent:
        target: agent
        protocol: https
        authentication: token
        data_assets_sent: [conversations]
  agent:
    title: Agent
    type: process
    technologies: [agent]
    custom_developed_parts: true
    data_assets_processed: [conversations, documents, tool-credentials]
    communication_links:
      model-api:
        target: model-api
        protocol: https
        authentication: token
        data_assets_sent: [conversations, documents]
      vector-store:
        target: vector-store
        protocol: https
        authentication: token
        data_assets_received: [documents]
      tool-server:
        target: tool-server
        protocol: https
        authentication: token
        data_assets_sent: [conversations]
      memory:
        target: memory
        protocol: sql-access-protocol-encrypted
        authentication: credentials
        data_assets_sent: [conversations]
  tool-server:
    title: Tool Server
    type: process
    technologies: [tool-server]
    data_assets_processed: [tool-credentials]
    communication_links:
      ticket-system:
        target: ticket-system
        protocol: https
        authentication: token
  ingestion:
    title: Ingestion
    type: process
    technologies: [batch-processing]
    communication_links:
      vector-store:
        target: vector-store
        protocol: https
        authentication: token
        data_assets_sent: [documents]
  vector-store:
    title: Vector Store
    type: datastore
    technologies: [vector-store]
    data_assets_stored: [documents]
  memory:
    title: Memory
    type: datastore
    technologies: [database]
    data_assets_stored: [conversations]
  model-api:
    title: Model API
    type: external-entity
    technologies: [llm]
    note: third party
  ticket-system:
    title: Ticket System
    type: external-entity
    note: third party

trust_boundaries:
  platform:
    title: Platform
    type: network-cloud-provider
    technical_assets_inside: [chat-service]
    trust_boundaries_nested: [agent-runtime, knowledge]
  agent-runtime:
    title: Agent runtime
    type: execution-environment
    technical_assets_inside: [agent, tool-server]
  knowledge:
    title: Knowledge
    type: network-cloud-security-group
    technical_assets_inside: [ingestion, vector-store, memory]
# end
`
