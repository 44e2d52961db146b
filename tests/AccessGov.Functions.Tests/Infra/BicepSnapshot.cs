using System.Text.Json;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>
/// What a deployment of infra/main.bicep with the sample's parameters would create, worked out by the Bicep compiler. What only Azure
/// knows (a client id, an address) stands there as an expression in brackets.
/// </summary>
internal sealed class BicepSnapshot
{
    private static readonly Lazy<Task<BicepSnapshot>> Made = new(MakeAsync);
    private readonly JsonElement[] resources;

    private BicepSnapshot(JsonElement root) => resources = [.. root.GetProperty("predictedResources").EnumerateArray()];

    /// <summary>Worked out once for all tests.</summary>
    public static Task<BicepSnapshot> ReadAsync() => Made.Value;

    /// <summary>The file itself.</summary>
    public static string Source { get; } = File.ReadAllText(Sample.InRepository("infra/main.bicep"));

    /// <summary>Types with their API versions.</summary>
    public IEnumerable<string> Types => resources.Select(r => $"{Text(r, "type")}@{Text(r, "apiVersion")}").Distinct();

    /// <summary>The function app.</summary>
    public JsonElement App => Only("Microsoft.Web/sites").GetProperty("properties");

    /// <summary>App settings by name.</summary>
    public IReadOnlyDictionary<string, string> AppSettings =>
        App.GetProperty("siteConfig").GetProperty("appSettings").EnumerateArray().ToDictionary(s => Text(s, "name"), s => Text(s, "value"));

    /// <summary>All of a type.</summary>
    public IEnumerable<JsonElement> All(string type) => resources.Where(r => Text(r, "type") == type);

    /// <summary>The only one of a type.</summary>
    public JsonElement Only(string type) => Assert.Single(All(type));

    /// <summary>Names of a type, without those of their parents, in order.</summary>
    public string[] Names(string type) => [.. All(type).Select(r => Text(r, "name").Split('/')[^1]).Order(StringComparer.Ordinal)];

    /// <summary>A member that is a text.</summary>
    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<BicepSnapshot> MakeAsync()
    {
        Assert.Equal((0, ""), await Script.RunAsync("bicep"));
        var text = await File.ReadAllTextAsync(Sample.InRepository("artifacts/bicep/infra/citygov.snapshot.json"));
        return new BicepSnapshot(JsonDocument.Parse(text).RootElement);
    }
}
