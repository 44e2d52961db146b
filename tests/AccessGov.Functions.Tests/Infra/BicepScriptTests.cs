using System.Text.Json;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>scripts/bicep says nothing of what is right, and fails on each kind of fault, on those too that Bicep only warns of.</summary>
[Collection("Scripts")]
public sealed class BicepScriptTests
{
    [Fact]
    public async Task The_files_compile_without_a_word()
    {
        Assert.NotEmpty((await BicepSnapshot.ReadAsync()).Types);
        var template = JsonDocument.Parse(File.ReadAllText(Sample.InRepository("artifacts/bicep/infra/main.json"))).RootElement;
        Assert.EndsWith("/deploymentTemplate.json#", BicepSnapshot.Text(template, "$schema"));
    }

    /// <summary>Bicep exits with 0 on the first, and does not look for the last.</summary>
    [Theory]
    [InlineData("'Microsoft.Storage/storageAccounts@2023-05-01'", "'Microsoft.Storage/storageAccounts@2023-05-02'", "Warning BCP081")]
    [InlineData("var tableName = 'accessgov'", "var tableName = 'accessgov'\nvar unused = 1", "Error no-unused-vars")]
    [InlineData("    reserved: true", "    reserved:  true", "-    reserved:  true")]
    public async Task A_fault_is_said_and_fails(string right, string wrong, string said)
    {
        using var folder = new TestFolder();
        File.Copy(Sample.InRepository("infra/bicepconfig.json"), folder.File("bicepconfig.json"));
        Assert.Contains(right, BicepSnapshot.Source, StringComparison.Ordinal);
        File.WriteAllText(folder.File("main.bicep"), BicepSnapshot.Source.Replace(right, wrong, StringComparison.Ordinal));

        var (exitCode, text) = await Script.RunAsync("bicep", folder.Path, "broken");
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }
}
