/** Words offered while typing; any other word is as good. Threagile's lists (v0.9, MIT), the common ones first. */

export const TECHNOLOGIES: readonly string[] = (
  'browser mobile-app desktop cli web-application web-server application-server web-service-rest web-service-soap ' +
  'function task batch-processing gateway load-balancer reverse-proxy waf service-mesh identity-provider ' +
  'identity-store-database identity-store-ldap jwt-validation database cache message-queue stream-processing ' +
  'event-listener search-engine search-index file-server local-file-system block-storage object-storage data-lake ' +
  'vault hsm monitoring log-store container-platform build-pipeline sourcecode-repository artifact-registry ' +
  'code-inspection-platform devops-client client-system service-registry scheduler report-engine mail-server ' +
  'ldap-server iot-device llm agent tool-server vector-store ai erp cms ejb mainframe ids ips tool library'
).split(' ')

export const PROTOCOLS: readonly string[] = (
  'https http wss ws grpc grpcs tls mtls sql-access-protocol-encrypted sql-access-protocol jdbc-encrypted jdbc ' +
  'odbc-encrypted odbc nosql-access-protocol-encrypted nosql-access-protocol mqtts mqtt amqps amqp jms ssh ' +
  'ssh-tunnel sftp ftps ftp scp smtp-encrypted smtp imap-encrypted imap pop3-encrypted pop3 ldaps ldap nfs ' +
  'smb-encrypted smb local-file-access binary-encrypted binary text-encrypted text xmpp nrpe iiop-encrypted iiop ' +
  'jrmp-encrypted jrmp in-process-library-call container-spawning reverse-proxy-web-protocol-encrypted ' +
  'reverse-proxy-web-protocol'
).split(' ')

export const AUTHENTICATIONS: readonly string[] = [
  'none',
  'credentials',
  'session-id',
  'token',
  'jwt',
  'client-certificate',
  'two-factor',
  'externalized',
]

export const AUTHORIZATIONS: readonly string[] = ['none', 'technical-user', 'enduser-identity-propagation']
export const USAGES: readonly string[] = ['business', 'devops']
export const MACHINES: readonly string[] = ['physical', 'virtual', 'container', 'serverless']
export const SIZES: readonly string[] = ['system', 'service', 'application', 'component']
export const FORMATS: readonly string[] = ['json', 'xml', 'serialization', 'file', 'csv']
export const QUANTITIES: readonly string[] = ['very-few', 'few', 'many', 'very-many']

export const ENCRYPTIONS: readonly string[] = [
  'none',
  'transparent',
  'data-with-symmetric-shared-key',
  'data-with-asymmetric-shared-key',
  'data-with-enduser-individual-key',
]

export const ZONE_TYPES: readonly string[] = [
  'network-on-prem',
  'network-dedicated-hoster',
  'network-virtual-lan',
  'network-cloud-provider',
  'network-cloud-security-group',
  'network-policy-namespace-isolation',
  'execution-environment',
]
