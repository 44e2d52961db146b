using System.Text.Json;
using System.Text.RegularExpressions;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>Who may do what in Azure once main.bicep is deployed, in full: a new right shows here first.</summary>
[Collection("Scripts")]
public sealed partial class BicepPowerTests
{
    /// <summary>Azure built-in roles (learn.microsoft.com).</summary>
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["c6a89b2d-59bc-44d0-9896-0f6e12d7b80a"] = "Storage Queue Data Message Sender",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    /// <summary>The identities that reach Graph have nothing in Azure.</summary>
    [Fact]
    public async Task Nobody_has_a_right_in_Azure_that_does_not_stand_here()
    {
        var granted = (await BicepSnapshot.ReadAsync()).All("Microsoft.Authorization/roleAssignments").Select(Sentence);
        Assert.Equal(
        [
            "citygov-app: Key Vault Secrets User on vaults",
            "citygov-app: Monitoring Metrics Publisher on components",
            "citygov-app: Storage Blob Data Owner on storageAccounts",
            "citygov-app: Storage Queue Data Contributor on storageAccounts",
            "citygov-app: Storage Table Data Contributor on storageAccounts",
            "citygov-files: Storage Queue Data Message Sender on storageAccounts",
            "operators: Storage Blob Data Contributor on storageAccounts",
            "operators: Storage Queue Data Contributor on storageAccounts",
            "operators: Storage Table Data Contributor on storageAccounts",
        ], granted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_key_opens_the_storage_and_the_vault_keeps_what_is_deleted()
    {
        var snapshot = await BicepSnapshot.ReadAsync();
        var storage = snapshot.Only("Microsoft.Storage/storageAccounts").GetProperty("properties");
        Assert.False(storage.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(storage.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.True(storage.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        var vault = snapshot.Only("Microsoft.KeyVault/vaults").GetProperty("properties");
        Assert.True(vault.GetProperty("enableRbacAuthorization").GetBoolean());
        Assert.True(vault.GetProperty("enablePurgeProtection").GetBoolean());
        Assert.True(snapshot.App.GetProperty("httpsOnly").GetBoolean());
    }

    [Fact]
    public async Task No_secret_is_written_down()
    {
        Assert.DoesNotMatch(Secrets(), BicepSnapshot.Source);
        Assert.DoesNotContain((await BicepSnapshot.ReadAsync()).AppSettings.Keys, name =>
            name.Contains("SECRET", StringComparison.Ordinal) || name.Contains("connectionString", StringComparison.Ordinal));
    }

    private static string Sentence(JsonElement assignment)
    {
        var granted = assignment.GetProperty("properties");
        var role = Roles[BicepSnapshot.Text(granted, "roleDefinitionId").Split('/')[^1]];
        var holder = Holder().Match(BicepSnapshot.Text(granted, "principalId"));
        var on = On().Match(BicepSnapshot.Text(assignment, "id"));
        return $"{(holder.Success ? holder.Groups[1].Value : "operators")}: {role} on {on.Groups[1].Value}";
    }

    /// <summary>The identity of a resource, which Azure makes up; else an id that the parameters name.</summary>
    [GeneratedRegex(@"/(?:userAssignedIdentities|systemTopics)/([\w-]+)'")]
    private static partial Regex Holder();

    [GeneratedRegex(@"/(\w+)/[\w-]+/providers/Microsoft\.Authorization/")]
    private static partial Regex On();

    [GeneratedRegex("AccountKey|SharedAccessSignature|listKeys|BEGIN |sig=|Password|@secure", RegexOptions.IgnoreCase)]
    private static partial Regex Secrets();
}
