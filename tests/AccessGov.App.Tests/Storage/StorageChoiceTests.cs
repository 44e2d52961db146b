using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Azure;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Tests;
using Microsoft.Extensions.Configuration;

namespace AccessGov.App.Tests.Storage;

public sealed class StorageChoiceTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task State_on_one_server_is_there_again_after_a_restart()
    {
        using var folder = new TestFolder();
        var choice = Of(("kind", "sqlite"), ("folder", folder.File("state")));
        for (var start = 0; start < 2; start++)
            await UseAsync(choice, start);
    }

    [Fact]
    public async Task State_on_azure_is_there_again_after_a_restart()
    {
        var choice = Of(("kind", "azure"), ("connectionString", await azurite.ConnectionStringAsync()));
        Assert.DoesNotContain("AccountKey", choice.ToString(), StringComparison.Ordinal);
        for (var start = 0; start < 2; start++)
            await UseAsync(choice, start);
    }

    [Fact]
    public void An_account_by_name_is_accepted()
    {
        Assert.Equal(new StorageChoice.AzureByName("stsuzaka01"), Of(("kind", "azure"), ("accountName", "stsuzaka01")));
        using var open = new StorageChoice.AzureByName("stsuzaka01").Open(TimeProvider.System);
        Assert.IsType<TableRecordStore>(open.Records);
    }

    [Theory]
    [InlineData("Storage:kind is '', which is not known → known: sqlite, azure")]
    [InlineData("Storage:kind is 'cosmos'", "kind", "cosmos")]
    [InlineData("Storage:folder' is missing", "kind", "sqlite")]
    [InlineData("'Storage:connectionString'", "kind", "sqlite", "folder", "x", "connectionString", "secret")]
    [InlineData("exactly one of", "kind", "azure")]
    [InlineData("exactly one of", "kind", "azure", "connectionString", "secret", "accountName", "name")]
    [InlineData("has 11 characters → it must be 3 to 24 characters of a-z and 0-9", "kind", "azure", "accountName", "Evil.host/x")]
    public void Settings_that_make_no_sense_are_refused_by_name_without_a_secret(string expected, params string[] settings)
    {
        var pairs = settings.Chunk(2).Select(p => (p[0], p[1])).ToArray();
        var (choice, faults) = Read(pairs);
        Assert.Null(choice);
        var message = string.Join('\n', faults.InEnglish());
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("top-secret")]
    [InlineData("AccountName=a;AccountKey=top-secret")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=top-secret;EndpointSuffix=core.windows.net")]
    public void A_connection_string_that_is_none_is_refused_without_being_repeated(string connection)
    {
        var failure = Assert.Throws<InvalidSettingException>(() =>
            Of(("kind", "azure"), ("connectionString", connection)).Open(TimeProvider.System)
        );
        Assert.DoesNotContain("top-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("access keys", failure.What.InEnglish(), StringComparison.Ordinal);
    }

    private static StorageChoice Of(params (string Key, string Value)[] settings) => Read(settings).Choice!;

    private static (StorageChoice? Choice, IReadOnlyList<Wording> Faults) Read((string Key, string Value)[] settings) =>
        StorageChoice.Of(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Storage:{s.Key}", (string?)s.Value)))
                .Build()
                .GetSection("Storage")
        );

    private static async Task UseAsync(StorageChoice choice, int start)
    {
        using var open = choice.Open(TimeProvider.System);
        var at = new PartitionKey(TenantId.Parse("suzaka"), "restart");
        Assert.Equal(start > 0, await open.Records.FindAsync(at, "r", Cancel) is not null);
        await open.Records.CommitAsync(at, [new RecordWrite.Upsert("r", "{}"u8.ToArray())], Cancel);
        Assert.Equal(start, await open.Queue.PeekCountAsync(new("restart"), Cancel));
        await open.Queue.SendAsync(new("restart"), "work", null, Cancel);
        Assert.Equal(start == 0, await open.Files.PutAsync(DropContainer.Kept, DropPath.Parse("restart"), new MemoryStream([1]), Cancel));
    }
}
