using System.Text.RegularExpressions;
using AccessGov.App.Incidents;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Azure;
using AccessGov.App.Work;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>main.bicep and the program agree, both ways. That Azure accepts it no test here can say.</summary>
public sealed partial class BicepTests
{
    /// <summary>What others read: the Functions host and Azure's libraries.</summary>
    private static readonly string[] NotOurs =
    [
        "AzureWebJobsStorage__blobServiceUri",
        "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri",
        "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__clientId",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "AZURE_CLIENT_ID",
    ];

    /// <summary>Settings that Azure does not set, each with its reason.</summary>
    private static readonly Dictionary<string, string> NotOnAzure = new()
    {
        ["policyFile"] = "in the package's config folder",
        ["profileFolder"] = "in the package's config folder",
        ["language"] = "in the package's config folder",
        ["planValidHours"] = "in the package's config folder",
        ["signingKeyFile"] = "no disk: signingKeySecretUri",
        ["storage:folder"] = "SQLite",
        ["storage:connectionString"] = "holds a key",
        ["directory:baseUri"] = "its default",
        ["directory:tokenUri"] = "the sandbox's",
        ["directory:clientId"] = "three identities",
        ["directory:allowOneIdentity"] = "three identities",
        ["api:audience"] = "in the package's config folder",
        ["api:authority"] = "its default",
        ["callers:NAME:source"] = "in the package's config folder",
        ["callers:NAME:appId"] = "in the package's config folder",
        ["callers:NAME:keyFile"] = "a key is not for a package: appId",
        ["callers:NAME:tokenFile"] = "a token is not for a package: appId",
    };

    [Fact]
    public void Every_app_setting_is_known_to_somebody()
    {
        Assert.NotEmpty(BicepText.AppSettings);
        foreach (var name in BicepText.AppSettings.Keys)
            Assert.True(
                NotOurs.Contains(name)
                    || name == Schedules.NightlyVariable
                    || (
                        name.StartsWith(SettingsReader.EnvironmentPrefix, StringComparison.Ordinal)
                        && SettingsReader.Keys.Contains(Key(name), StringComparer.Ordinal)
                    ),
                name
            );
    }

    [Fact]
    public void Every_setting_is_set_or_has_a_reason_not_to_be()
    {
        var set = BicepText
            .AppSettings.Keys.Where(n => n.StartsWith(SettingsReader.EnvironmentPrefix, StringComparison.Ordinal))
            .Select(Key);
        Assert.Equal(SettingsReader.Keys.Order(StringComparer.Ordinal), set.Concat(NotOnAzure.Keys).Order(StringComparer.Ordinal));
        Assert.All(NotOurs.Append(Schedules.NightlyVariable), name => Assert.Contains(name, BicepText.AppSettings.Keys));
        // The host says so itself when it is set on Flex Consumption.
        Assert.DoesNotContain("FUNCTIONS_WORKER_RUNTIME", BicepText.AppSettings.Keys);
    }

    [Fact]
    public void The_settings_that_Azure_gives_are_read_without_a_fault()
    {
        using var folder = new TestFolder();
        var shown = BicepText
            .AppSettings.Where(s => s.Key.StartsWith(SettingsReader.EnvironmentPrefix, StringComparison.Ordinal))
            .ToDictionary(
                s => Key(s.Key),
                s =>
                    s.Key switch
                    {
                        "ACCESSGOV__storage__kind" => s.Value.Trim('\''),
                        "ACCESSGOV__storage__accountName" => "citya1b2c3",
                        "ACCESSGOV__signingKeySecretUri" => "https://city.vault.azure.net/secrets/checkpoint-signing-key",
                        "ACCESSGOV__directory__notificationUrl" => "https://citygov.azurewebsites.net",
                        _ => s.Key,
                    }
            );
        File.WriteAllText(folder.File("accessgov.json"), System.Text.Json.JsonSerializer.Serialize(shown));
        var (settings, faults) = SettingsReader.Read(folder.File("accessgov.json"));
        Assert.Empty(faults);
        Assert.Equal(new StorageChoice.AzureByName("citya1b2c3"), settings!.Storage);
        Assert.NotNull(settings.SigningKeySecretUri);
    }

    [Fact]
    public void Every_queue_of_the_bindings_is_made_and_no_other()
    {
        var bound = FunctionsMetadata.Read().OfType<FunctionBinding.Queue>().Select(q => q.Name.Value);
        Assert.Equal(bound.Order(StringComparer.Ordinal), BicepText.List("queues").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Containers_and_table_are_the_programs()
    {
        Assert.Equal(
            [BicepText.Text("var packageContainer"), DropContainer.HrInbox.Name, DropContainer.Kept.Name],
            BicepText.List("containers")
        );
        var table = typeof(TableRecordStore).GetConstructors().Single().GetParameters().Single(p => p.Name == "tableName").DefaultValue;
        Assert.Equal(table, BicepText.Text("var tableName"));
    }

    [Fact]
    public void A_file_in_the_inbox_becomes_a_message()
    {
        Assert.Contains($"queueName: '{WorkQueues.HrFileArrived.Value}'", BicepText.Code, StringComparison.Ordinal);
        Assert.Contains(
            $"subjectBeginsWith: '/blobServices/default/containers/{DropContainer.HrInbox.Name}/blobs/'",
            BicepText.Code,
            StringComparison.Ordinal
        );
        Assert.Contains("'Microsoft.Storage.BlobCreated'", BicepText.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nightly_run_is_the_programs_own_default() =>
        Assert.Equal(Schedules.NightlyDefault, BicepText.Text("param nightlyCron string"));

    [Fact]
    public void No_key_opens_the_storage_and_no_secret_is_written_down()
    {
        Assert.Contains("allowSharedKeyAccess: false", BicepText.Code, StringComparison.Ordinal);
        Assert.Contains("enableRbacAuthorization: true", BicepText.Code, StringComparison.Ordinal);
        Assert.Contains("enablePurgeProtection: true", BicepText.Code, StringComparison.Ordinal);
        Assert.Contains("allowBlobPublicAccess: false", BicepText.Code, StringComparison.Ordinal);
        Assert.DoesNotMatch(Secrets(), BicepText.Whole);
        Assert.DoesNotContain(
            BicepText.AppSettings.Keys,
            n => n.Contains("SECRET", StringComparison.Ordinal) || n.Contains("connectionString", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Alerts_look_for_what_the_program_says()
    {
        var queries = string.Join('\n', MultiLine().Matches(BicepText.Whole).Select(m => m.Value));
        var functions = FunctionsMetadata.Read().Select(f => f.Function.Split('-')[0]).ToHashSet();
        var named = Functions().Matches(queries).Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(3, named.Length);
        Assert.All(named, name => Assert.Contains(name, functions));
        var flows = string.Concat(
            System
                .IO.Directory.EnumerateFiles(Sample.InRepository("functions/AccessGov.App"), "*.cs", SearchOption.AllDirectories)
                .Select(File.ReadAllText)
        );
        flows = LineEnds().Replace(flows, "(");
        Assert.All(
            Codes().Matches(queries).SelectMany(m => m.Groups[1].Value.Split(", ")),
            code => Assert.Contains($"Incident(\"{code.Trim('\'')}\"", flows, StringComparison.Ordinal)
        );
    }

    private static string Key(string setting) =>
        setting[SettingsReader.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex("AccountKey|SharedAccessSignature|listKeys|BEGIN |sig=|Password|@secure", RegexOptions.IgnoreCase)]
    private static partial Regex Secrets();

    [GeneratedRegex("'''.*?'''", RegexOptions.Singleline)]
    private static partial Regex MultiLine();

    [GeneratedRegex(@"has '([A-Z]\w+)(?:-| failed)'")]
    private static partial Regex Functions();

    [GeneratedRegex(@"\(\s+")]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\['code'\] in \(([^)]*)\)")]
    private static partial Regex Codes();
}
