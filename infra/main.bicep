// AccessGov on Azure Functions, Flex Consumption: one resource group, no key and no secret in it.
//   az deployment group create --resource-group RG --template-file infra/main.bicep --parameters name=NAME alertEmail=ADDRESS
// COMPILED AND LINTED IN EVERY TEST RUN (scripts/bicep), DEPLOYED NOWHERE: this project was built where there is no subscription. Every
// API version was looked up (infra/README.md names the pages). Run `what-if` before the first use. Tests hold what this file would create
// against the program: settings, queues, containers, table, roles.

@description('Names everything: 3 to 14 characters of a-z and 0-9, a letter first. Unique in Azure together with the group.')
@minLength(3)
@maxLength(14)
param name string

@description('Where everything lies.')
param location string = resourceGroup().location

@description('Who is told by alerts.')
param alertEmail string

@description('When the nightly run begins: NCRONTAB with six fields, in UTC. 17:30 UTC is 02:30 in Japan.')
param nightlyCron string = '0 30 17 * * *'

@description('Object id of the Entra group whose members work with the command line on this storage account. Empty: nobody.')
param operatorsGroupId string = ''

@description('Memory of an instance.')
@allowed([2048, 4096])
param instanceMemoryMB int = 2048

// https://NAME.azurewebsites.net as the deployment shows it, or your own domain. Empty: changes made by hand are found nightly only.
@description('Public address of the app, without a path, where Microsoft Graph sends change notifications.')
param notificationUrl string = ''

// The address at which browsers reach the app: https://NAME.azurewebsites.net, or your own domain. Empty: there are no pages.
@description('Address of the portal, without a path.')
param portalAddress string = ''

// Its redirect address is ADDRESS/portal/signin-oidc (infra/README.md makes the registration). Needed with portalAddress.
@description('Client id of the application in Entra by which people sign in to the portal.')
param portalClientId string = ''

@description('Name of the municipality at the top of every page. Empty: the tenant of the policy.')
param portalCityName string = ''

@description('How long a Temporary Access Pass from the counter can be used, in minutes.')
@minValue(10)
@maxValue(60)
param portalPassMinutes int = 60

@description('Name of the Key Vault secret with the PEM that seals the keys of the portal (infra/README.md makes it). It also closes a record of before there was a log.')
param signingKeySecretName string = 'checkpoint-signing-key'

@description('Name of the Key Vault secret with the PEM that signs the log of the record (infra/README.md makes it).')
param logKeySecretName string = 'log-key'

@description('Blob that remembers outside the store how far the log was signed; best in an account that whoever owns this one cannot write (infra/README.md). Empty: a container of its own in this account.')
param logMemoryBlobUri string = ''

@description('Logs of Application Insights are kept so many days. The audit record is not there but in the table.')
param logDays int = 90

@description('Alert when this finds a row: actions of approved plans that waited through six hours without a pause.')
param stalePlanQuery string = '''
customMetrics
| where name == 'accessgov.actions.waiting'
| summarize Lowest = min(valueMin), Reports = count() by Lane = tostring(customDimensions['lane'])
| where Lowest > 0 and Reports > 60
'''

@description('Alert when this finds a row: a message failed five times and became an incident.')
param poisonQuery string = '''
traces
| where message has 'PoisonArrived-' and message has ' done in '
'''

@description('Alert when this finds a row: the audit record could not be sealed or signed, or contradicts what was sealed or what somebody outside remembers.')
param failedSealQuery string = '''
union
  (traces | where message has 'SealAudit failed' or message has 'ReconcileNightly failed'),
  (customMetrics | where name == 'accessgov.incidents.open' and valueMax > 0
  | where customDimensions['code'] in ('checkpoint-unsigned', 'record-unwitnessed', 'record-rolled-back', 'record-rewritten', 'record-erased'))
'''

var suffix = uniqueString(resourceGroup().id)
var storageName = toLower(take('${name}${suffix}', 24))
var packageContainer = 'app-package'
var tableName = 'accessgov'
var logMemoryContainer = 'log-memory'
var containers = [
  'app-package'
  'hr-inbox'
  'kept'
  logMemoryContainer
]
var queues = [
  'apply-chunk'
  'apply-urgent'
  'directory-changed'
  'hr-changed'
  'hr-file-arrived'
  'plan-made'
  'seal-audit'
  'verify-plan'
  'apply-chunk-poison'
  'apply-urgent-poison'
  'directory-changed-poison'
  'hr-changed-poison'
  'hr-file-arrived-poison'
  'plan-made-poison'
  'seal-audit-poison'
  'verify-plan-poison'
]

// Built-in roles (learn.microsoft.com, Azure built-in roles).
var blobDataOwner = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
var blobDataContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
var queueDataContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
var queueMessageSender = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a')
var tableDataContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')
var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
var metricsPublisher = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '3913510d-42f4-4e42-8a64-420c390055eb')

// ---- Identities. The app's own reaches storage, vault and telemetry; the other four reach Graph and nothing in Azure.

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-app'
  location: location
}

resource readerIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-reader'
  location: location
}

resource writerIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-writer'
  location: location
}

resource credentialsIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-credentials'
  location: location
}

resource mailerIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-mailer'
  location: location
}

// ---- Storage: state (table), work (queues), delivered and kept files (blobs), the package. Reached by role only.

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: storageName
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 30
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 30
    }
  }
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [
  for container in containers: {
    parent: blobService
    name: container
    properties: {
      publicAccess: 'None'
    }
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

resource storageQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [
  for queue in queues: {
    parent: queueService
    name: queue
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = {
  parent: tableService
  name: tableName
}

resource appOwnsBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, appIdentity.id, 'blobs')
  scope: storage
  properties: {
    roleDefinitionId: blobDataOwner
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource appUsesQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, appIdentity.id, 'queues')
  scope: storage
  properties: {
    roleDefinitionId: queueDataContributor
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource appUsesTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, appIdentity.id, 'tables')
  scope: storage
  properties: {
    roleDefinitionId: tableDataContributor
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource operatorsUseBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  name: guid(storage.id, operatorsGroupId, 'blobs')
  scope: storage
  properties: {
    roleDefinitionId: blobDataContributor
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

resource operatorsUseQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  name: guid(storage.id, operatorsGroupId, 'queues')
  scope: storage
  properties: {
    roleDefinitionId: queueDataContributor
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

resource operatorsUseTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  name: guid(storage.id, operatorsGroupId, 'tables')
  scope: storage
  properties: {
    roleDefinitionId: tableDataContributor
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

// ---- A file in hr-inbox becomes a message in hr-file-arrived.

resource fileEvents 'Microsoft.EventGrid/systemTopics@2022-06-15' = {
  name: '${name}-files'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    source: storage.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource eventsSendMessages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, fileEvents.id, 'messages')
  scope: storage
  properties: {
    roleDefinitionId: queueMessageSender
    principalId: fileEvents.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource fileArrived 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2022-06-15' = {
  parent: fileEvents
  name: 'hr-file-arrived'
  properties: {
    deliveryWithResourceIdentity: {
      identity: {
        type: 'SystemAssigned'
      }
      destination: {
        endpointType: 'StorageQueue'
        properties: {
          resourceId: storage.id
          queueName: 'hr-file-arrived'
          queueMessageTimeToLiveInSeconds: -1
        }
      }
    }
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: [
        'Microsoft.Storage.BlobCreated'
      ]
      subjectBeginsWith: '/blobServices/default/containers/hr-inbox/blobs/'
    }
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
  }
  dependsOn: [
    eventsSendMessages
    storageQueues
    blobContainers
  ]
}

// ---- Key Vault: the keys of record and portal. The app may read secrets and nothing else.

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-${suffix}', 24)
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appIdentity.id, 'secrets')
  scope: vault
  properties: {
    roleDefinitionId: secretsUser
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// ---- Telemetry.

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logDays
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

resource appPublishesTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, appIdentity.id, 'telemetry')
  scope: insights
  properties: {
    roleDefinitionId: metricsPublisher
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource vaultAudit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'who-read-what'
  scope: vault
  properties: {
    workspaceId: workspace.id
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

// ---- The app.

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}-${suffix}'
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${appIdentity.id}': {}
      '${readerIdentity.id}': {}
      '${writerIdentity.id}': {}
      '${credentialsIdentity.id}': {}
      '${mailerIdentity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: appIdentity.id
          }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: 40
        instanceMemoryMB: instanceMemoryMB
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      // No FUNCTIONS_WORKER_RUNTIME here: Flex Consumption takes it from functionAppConfig.
      appSettings: [
        { name: 'AzureWebJobsStorage__blobServiceUri', value: storage.properties.primaryEndpoints.blob }
        { name: 'AzureWebJobsStorage__queueServiceUri', value: storage.properties.primaryEndpoints.queue }
        { name: 'AzureWebJobsStorage__tableServiceUri', value: storage.properties.primaryEndpoints.table }
        { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
        { name: 'AzureWebJobsStorage__clientId', value: appIdentity.properties.clientId }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
        { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${appIdentity.properties.clientId};Authorization=AAD' }
        { name: 'AZURE_CLIENT_ID', value: appIdentity.properties.clientId }
        { name: 'NIGHTLY_CRON', value: nightlyCron }
        { name: 'ACCESSGOV__storage__kind', value: 'azure' }
        { name: 'ACCESSGOV__storage__accountName', value: storage.name }
        { name: 'ACCESSGOV__directory__tenantId', value: tenant().tenantId }
        { name: 'ACCESSGOV__directory__reader__clientId', value: readerIdentity.properties.clientId }
        { name: 'ACCESSGOV__directory__writer__clientId', value: writerIdentity.properties.clientId }
        { name: 'ACCESSGOV__directory__credentials__clientId', value: credentialsIdentity.properties.clientId }
        { name: 'ACCESSGOV__directory__mailer__clientId', value: mailerIdentity.properties.clientId }
        { name: 'ACCESSGOV__directory__notificationUrl', value: notificationUrl }
        { name: 'ACCESSGOV__portal__address', value: portalAddress }
        { name: 'ACCESSGOV__portal__clientId', value: portalClientId }
        { name: 'ACCESSGOV__portal__managedIdentityClientId', value: empty(portalAddress) ? '' : appIdentity.properties.clientId }
        { name: 'ACCESSGOV__portal__cityName', value: portalCityName }
        { name: 'ACCESSGOV__portal__passMinutes', value: string(portalPassMinutes) }
        { name: 'ACCESSGOV__signingKeySecretUri', value: '${vault.properties.vaultUri}secrets/${signingKeySecretName}' }
        { name: 'ACCESSGOV__log__keySecretUri', value: '${vault.properties.vaultUri}secrets/${logKeySecretName}' }
        {
          name: 'ACCESSGOV__log__memoryBlobUri'
          value: empty(logMemoryBlobUri) ? '${storage.properties.primaryEndpoints.blob}${logMemoryContainer}/memory' : logMemoryBlobUri
        }
      ]
    }
  }
  dependsOn: [
    appOwnsBlobs
    appUsesQueues
    appUsesTables
    appReadsSecrets
    blobContainers
    storageQueues
    table
  ]
}

// ---- Alerts.

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-people'
  location: 'global'
  properties: {
    groupShortName: 'accessgov'
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: alertEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource poisonAlert 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = {
  name: '${name}-poison'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'AccessGov: a message failed five times'
    description: 'accessgov incidents shows it; accessgov incidents retry puts it back.'
    enabled: true
    severity: 1
    scopes: [
      insights.id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      allOf: [
        {
          query: poisonQuery
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: false
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
}

resource stalePlanAlert 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = {
  name: '${name}-stale-plans'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'AccessGov: a plan stands still'
    description: 'Approved actions have waited for six hours. accessgov plans and accessgov incidents say why.'
    enabled: true
    severity: 2
    scopes: [
      insights.id
    ]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT6H'
    criteria: {
      allOf: [
        {
          query: stalePlanQuery
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    // The query may name columns that do not exist before the first telemetry.
    skipQueryValidation: true
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
}

resource failedSealAlert 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = {
  name: '${name}-failed-seals'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'AccessGov: the audit record is not sealed'
    description: 'Run accessgov audit verify. A contradiction is never mended by hand: keep what is there and look.'
    enabled: true
    severity: 1
    scopes: [
      insights.id
    ]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: failedSealQuery
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: false
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
}

output appName string = app.name
output appAddress string = 'https://${app.properties.defaultHostName}/portal/'
output storageAccount string = storage.name
output vaultName string = vault.name
output appPrincipalId string = appIdentity.properties.principalId
output readerPrincipalId string = readerIdentity.properties.principalId
output writerPrincipalId string = writerIdentity.properties.principalId
output credentialsPrincipalId string = credentialsIdentity.properties.principalId
output mailerPrincipalId string = mailerIdentity.properties.principalId
output mailerClientId string = mailerIdentity.properties.clientId
