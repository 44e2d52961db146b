using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AccessGov.App.Storage.Azure;

/// <summary>The SDK's clients for one storage account, from a connection string or an account name and a credential.</summary>
internal static class AzureClients
{
    /// <summary>Options with which <see cref="SentAttempts"/> sees every attempt.</summary>
    public static T Counting<T>(T options)
        where T : ClientOptions
    {
        options.AddPolicy(new SentAttempts(), HttpPipelinePosition.PerRetry);
        return options;
    }

    public static TableServiceClient Tables(string connectionString) => new(connectionString, Counting(new TableClientOptions()));

    public static QueueServiceClient Queues(string connectionString) => new(connectionString);

    public static BlobServiceClient Blobs(string connectionString) => new(connectionString, Counting(new BlobClientOptions()));

    public static TableServiceClient Tables(string account, TokenCredential credential) =>
        new(Endpoint(account, "table"), credential, Counting(new TableClientOptions()));

    public static QueueServiceClient Queues(string account, TokenCredential credential) => new(Endpoint(account, "queue"), credential);

    public static BlobServiceClient Blobs(string account, TokenCredential credential) =>
        new(Endpoint(account, "blob"), credential, Counting(new BlobClientOptions()));

    private static Uri Endpoint(string account, string service) => new($"https://{account}.{service}.core.windows.net");
}
