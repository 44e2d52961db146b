using System.Reflection;
using System.Runtime.Versioning;
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

/// <summary>What main.bicep creates and the program agree, both ways. That Azure accepts it no test here can say.</summary>
[Collection("Scripts")]
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
        ["directory:ldap:server"] = "on Azure there is Entra",
        ["directory:ldap:port"] = "on Azure there is Entra",
        ["directory:ldap:authoritiesFile"] = "on Azure there is Entra",
        ["directory:ldap:usersIn"] = "on Azure there is Entra",
        ["directory:ldap:newAccountsIn"] = "on Azure there is Entra",
        ["directory:ldap:leaversIn"] = "on Azure there is Entra",
        ["directory:ldap:cardRequired"] = "on Azure there is Entra",
        ["directory:ldap:deleteIntoBin"] = "on Azure there is Entra",
        ["node:name"] = "a node stands behind a wall, on one server",
        ["node:keyFile"] = "a node stands behind a wall, on one server",
        ["node:validDays"] = "a node stands behind a wall, on one server",
        ["directory:tokenUri"] = "the sandbox's",
        ["directory:clientId"] = "an identity a role",
        ["directory:allowOneIdentity"] = "an identity a role",
        ["api:audience"] = "in the package's config folder",
        ["api:authority"] = "its default",
        ["callers:NAME:source"] = "in the package's config folder",
        ["callers:NAME:appId"] = "in the package's config folder",
        ["callers:NAME:keyFile"] = "a key is not for a package: appId",
        ["callers:NAME:tokenFile"] = "a token is not for a package: appId",
        ["portal:signIn"] = "its default: on Azure there is Entra to ask",
        ["portal:clientSecretFile"] = "a secret is not for a package: portal:managedIdentityClientId",
        ["portal:authority"] = "its default",
        ["directory:registrationReport"] = "in the package's config folder",
        ["directory:signInActivity"] = "in the package's config folder",
        ["mail:kind"] = "in the package's config folder",
        ["mail:sender"] = "in the package's config folder",
        ["mail:contact"] = "in the package's config folder",
        ["log:keyFile"] = "a secret there",
        ["log:memoryFile"] = "no disk there",
        ["log:origin"] = "its default",
        ["log:witnessPolicyFile"] = "in the package's config folder",
        ["mail:dueOn"] = "in the package's config folder",
        ["mail:mostPerRun"] = "its default",
        ["mail:closedOn"] = "in the package's config folder",
        ["mail:smtp:host"] = "one server: on Azure there is Graph",
        ["mail:smtp:port"] = "one server",
        ["mail:smtp:security"] = "one server",
        ["mail:smtp:user"] = "one server",
        ["mail:smtp:passwordFile"] = "one server",
        ["mail:smtp:rootsFile"] = "one server",
        ["portal:appRoles:ROLE"] = "in the package's config folder",
        ["webauthn:metadataRootsFile"] = "in the package's config folder",
        ["webauthn:attestationRootsFile"] = "in the package's config folder",
    };

    [Fact]
    public async Task The_app_runs_on_the_isolated_worker_of_our_framework()
    {
        var snapshot = await BicepSnapshot.ReadAsync();
        var runtime = snapshot.App.GetProperty("functionAppConfig").GetProperty("runtime");
        var framework = typeof(WorkQueues).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;
        Assert.Equal("dotnet-isolated", BicepSnapshot.Text(runtime, "name"));
        Assert.Equal($".NETCoreApp,Version=v{BicepSnapshot.Text(runtime, "version")}", framework);
        // Flex Consumption takes both from functionAppConfig; the host says so when the setting is there.
        Assert.DoesNotContain("FUNCTIONS_WORKER_RUNTIME", snapshot.AppSettings.Keys);
    }

    [Fact]
    public async Task Every_app_setting_is_known_to_somebody()
    {
        var settings = (await BicepSnapshot.ReadAsync()).AppSettings;
        Assert.NotEmpty(settings);
        Assert.All(
            settings.Keys,
            name =>
                Assert.True(
                    NotOurs.Contains(name)
                        || name == Schedules.NightlyVariable
                        || (IsOurs(name) && SettingsReader.Keys.Contains(Key(name), StringComparer.Ordinal)),
                    name
                )
        );
    }

    [Fact]
    public async Task Every_setting_is_set_or_has_a_reason_not_to_be()
    {
        var settings = (await BicepSnapshot.ReadAsync()).AppSettings;
        var set = settings.Keys.Where(IsOurs).Select(Key);
        Assert.Equal(SettingsReader.Keys.Order(StringComparer.Ordinal), set.Concat(NotOnAzure.Keys).Order(StringComparer.Ordinal));
        Assert.All(NotOurs.Append(Schedules.NightlyVariable), name => Assert.Contains(name, settings.Keys));
    }

    [Fact]
    public async Task The_settings_that_Azure_gives_are_read_without_a_fault()
    {
        using var folder = new TestFolder();
        var snapshot = await BicepSnapshot.ReadAsync();
        // What stands in brackets only Azure knows.
        var shown = snapshot
            .AppSettings.Where(s => IsOurs(s.Key))
            .ToDictionary(
                s => Key(s.Key),
                s =>
                    s.Key switch
                    {
                        "ACCESSGOV__signingKeySecretUri" => "https://city.vault.azure.net/secrets/checkpoint-signing-key",
                        "ACCESSGOV__log__keySecretUri" => "https://city.vault.azure.net/secrets/log-key",
                        "ACCESSGOV__log__memoryBlobUri" => "https://city.blob.core.windows.net/log-memory/memory",
                        "ACCESSGOV__directory__tenantId" => "5d0f2f0a-3f5e-4c35-9b0e-0c5b4d9e7a11",
                        "ACCESSGOV__portal__managedIdentityClientId" => "0b9f2d1c-6f0e-4c5e-8a35-1d2e3f4a5b6c",
                        "ACCESSGOV__directory__notificationUrl" => "https://citygov.azurewebsites.net",
                        _ => s.Value.StartsWith('[') ? s.Key : s.Value,
                    }
            );
        File.WriteAllText(folder.File("accessgov.json"), System.Text.Json.JsonSerializer.Serialize(shown));
        var (settings, faults) = SettingsReader.Read(folder.File("accessgov.json"));
        Assert.Empty(faults);
        var account = BicepSnapshot.Text(snapshot.Only("Microsoft.Storage/storageAccounts"), "name");
        Assert.Equal(new StorageChoice.AzureByName(account), settings!.Storage);
        Assert.NotNull(settings.SigningKeySecretUri);
        Assert.NotNull(settings.Log.KeySecretUri);
        Assert.NotNull(settings.Log.MemoryBlobUri);
        Assert.Equal(
            (new Uri("https://accessgov.city.example.jp"), "須坂市", "7c9a2f54-6f0e-4d0b-8a36-2f1d5c7b9e20", 60),
            (settings.Portal.Address, settings.Portal.CityName, settings.Portal.ClientId, settings.Portal.PassMinutes)
        );
    }

    [Fact]
    public async Task Every_queue_of_the_bindings_is_made_and_no_other()
    {
        var bound = FunctionsMetadata.Read().OfType<FunctionBinding.Queue>().Select(q => q.Name.Value);
        var made = (await BicepSnapshot.ReadAsync()).Names("Microsoft.Storage/storageAccounts/queueServices/queues");
        Assert.Equal(bound.Order(StringComparer.Ordinal), made);
    }

    [Fact]
    public async Task Containers_and_table_are_the_programs()
    {
        var snapshot = await BicepSnapshot.ReadAsync();
        var storage = snapshot.App.GetProperty("functionAppConfig").GetProperty("deployment").GetProperty("storage");
        var package = PackageContainer().Match(BicepSnapshot.Text(storage, "value")).Groups[1].Value;
        var containers = new[] { package, DropContainer.HrInbox.Name, DropContainer.Kept.Name, "log-memory" }.Order(StringComparer.Ordinal);
        Assert.Equal(containers, snapshot.Names("Microsoft.Storage/storageAccounts/blobServices/containers"));
        var table = typeof(TableRecordStore).GetConstructors().Single().GetParameters().Single(p => p.Name == "tableName").DefaultValue;
        Assert.Equal([table], snapshot.Names("Microsoft.Storage/storageAccounts/tableServices/tables"));
    }

    [Fact]
    public async Task A_file_in_the_inbox_becomes_a_message()
    {
        var snapshot = await BicepSnapshot.ReadAsync();
        var events = snapshot.Only("Microsoft.EventGrid/systemTopics/eventSubscriptions").GetProperty("properties");
        var destination = events.GetProperty("deliveryWithResourceIdentity").GetProperty("destination").GetProperty("properties");
        Assert.Equal(WorkQueues.HrFileArrived.Value, BicepSnapshot.Text(destination, "queueName"));
        var filter = events.GetProperty("filter");
        var inbox = $"/blobServices/default/containers/{DropContainer.HrInbox.Name}/blobs/";
        Assert.Equal(inbox, BicepSnapshot.Text(filter, "subjectBeginsWith"));
        Assert.Equal("Microsoft.Storage.BlobCreated", Assert.Single(filter.GetProperty("includedEventTypes").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task The_nightly_run_is_the_programs_own_default() =>
        Assert.Equal(Schedules.NightlyDefault, (await BicepSnapshot.ReadAsync()).AppSettings[Schedules.NightlyVariable]);

    [Fact]
    public async Task Alerts_look_for_what_the_program_says()
    {
        var rules = (await BicepSnapshot.ReadAsync()).All("Microsoft.Insights/scheduledQueryRules");
        var criteria = rules.SelectMany(r => r.GetProperty("properties").GetProperty("criteria").GetProperty("allOf").EnumerateArray());
        var queries = string.Join('\n', criteria.Select(c => BicepSnapshot.Text(c, "query")));
        var functions = FunctionsMetadata.Read().Select(f => f.Function.Split('-')[0]).ToHashSet();
        var named = Functions().Matches(queries).Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(3, named.Length);
        Assert.All(named, name => Assert.Contains(name, functions));
        var sources = Directory.EnumerateFiles(Sample.InRepository("functions/AccessGov.App"), "*.cs", SearchOption.AllDirectories);
        var flows = LineEnds().Replace(string.Concat(sources.Select(File.ReadAllText)), "(");
        var codes = Codes().Matches(queries).SelectMany(m => m.Groups[1].Value.Split(", ")).ToArray();
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains($"Incident(\"{code.Trim('\'')}\"", flows, StringComparison.Ordinal));
    }

    /// <summary>One version a type: they were looked up together (infra/README.md).</summary>
    [Fact]
    public async Task Every_type_stands_in_the_table_of_what_was_looked_up()
    {
        var types = (await BicepSnapshot.ReadAsync()).Types.ToArray();
        Assert.Equal(types.Length, types.Select(t => t.Split('@')[0]).Distinct().Count());
        var page = File.ReadAllText(Sample.InRepository("infra/README.md"));
        Assert.All(types, type => Assert.Contains($"`{type}`", page, StringComparison.Ordinal));
    }

    private static bool IsOurs(string setting) => setting.StartsWith(SettingsReader.EnvironmentPrefix, StringComparison.Ordinal);

    private static string Key(string setting) =>
        setting[SettingsReader.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex(@"primaryEndpoints\.blob, '([\w-]+)'\)")]
    private static partial Regex PackageContainer();

    [GeneratedRegex(@"has '([A-Z]\w+)(?:-| failed)'")]
    private static partial Regex Functions();

    [GeneratedRegex(@"\(\s+")]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\['code'\] in \(([^)]*)\)")]
    private static partial Regex Codes();
}
