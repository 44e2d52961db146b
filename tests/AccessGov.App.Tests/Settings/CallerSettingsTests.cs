using System.Text.Json.Nodes;
using AccessGov.App.Settings;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Settings;

/// <summary>Who may speak through the API is read strictly: a slip must not let somebody in, nor keep somebody out silently.</summary>
public sealed class CallerSettingsTests : IDisposable
{
    private readonly TestFolder folder = new();

    public CallerSettingsTests()
    {
        File.WriteAllBytes(folder.File("good.key"), new byte[32]);
        File.WriteAllBytes(folder.File("short.key"), new byte[31]);
        File.WriteAllBytes(folder.File("long.key"), new byte[1025]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_caller_has_one_source_or_several_and_one_proof()
    {
        var (settings, faults) = Read(
            """
            { "jinji": { "source": "fire", "keyFile": "good.key" },
              "kyuyo": { "source": ["fire", "water"], "appId": "7c1e3b52-7a55-4b7e-9d6f-1f0f6d1a2b3c" } }
            """
        );
        Assert.Empty(faults);
        var callers = settings!.Api.Callers.ToDictionary(c => c.Name);
        Assert.Equal(folder.File("good.key"), Assert.IsType<CallerProof.KeyFile>(callers["jinji"].Proof).Path);
        Assert.Equal(["fire", "water"], callers["kyuyo"].Sources.Select(s => s.Value));
    }

    [Theory]
    [InlineData("""{ "jinji": { "source": "fire" } }""", "one of 'keyFile', 'appId' and 'tokenFile'")]
    [InlineData(
        """{ "jinji": { "source": "fire", "keyFile": "good.key", "appId": "7c1e3b52-7a55-4b7e-9d6f-1f0f6d1a2b3c" } }""",
        "one of 'keyFile', 'appId' and 'tokenFile'"
    )]
    [InlineData(
        """{ "jinji": { "source": "fire", "keyFile": "good.key", "tokenFile": "good.key" } }""",
        "one of 'keyFile', 'appId' and 'tokenFile'"
    )]
    [InlineData("""{ "jinji": { "source": "fire", "tokenFile": "short.key" } }""", "31 bytes")]
    [InlineData("""{ "jinji": { "source": "fire", "tokenFile": "absent.key" } }""", "does not exist")]
    [InlineData("""{ "jinji": { "keyFile": "good.key" } }""", "source is missing")]
    [InlineData("""{ "jinji": { "source": "fire,", "keyFile": "good.key" } }""", "source is missing")]
    [InlineData("""{ "jinji": { "source": "fire", "keyFile": "short.key" } }""", "31 bytes")]
    [InlineData("""{ "jinji": { "source": "fire", "keyFile": "long.key" } }""", "1025 bytes")]
    [InlineData("""{ "jinji": { "source": "fire", "keyFile": "absent.key" } }""", "does not exist")]
    [InlineData("""{ "jinji": { "source": "fire", "appId": "kyuyo" } }""", "client id")]
    [InlineData("""{ "jinji": { "source": "fire", "key": "not-in-the-settings" } }""", "unknown setting")]
    [InlineData("""{ "jin ji": { "source": "fire", "keyFile": "good.key" } }""", "must be named")]
    [InlineData(
        """
            { "a": { "source": "fire", "appId": "7c1e3b52-7a55-4b7e-9d6f-1f0f6d1a2b3c" },
              "b": { "source": "water", "appId": "7c1e3b52-7a55-4b7e-9d6f-1f0f6d1a2b3c" } }
            """,
        "same appId"
    )]
    public void A_caller_that_is_not_clear_is_a_fault(string callers, string said)
    {
        var (settings, faults) = Read(callers);
        Assert.Null(settings);
        Assert.Contains(faults, f => f.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, f => f.Contains("not-in-the-settings", StringComparison.Ordinal));
    }

    [Fact]
    public void A_token_needs_an_audience() =>
        Assert.Contains(
            Read("""{ "a": { "source": "fire", "appId": "7c1e3b52-7a55-4b7e-9d6f-1f0f6d1a2b3c" } }""", withAudience: false).Faults,
            f => f.Contains("api:audience", StringComparison.Ordinal)
        );

    private (AccessGovSettings? Settings, IReadOnlyList<string> Faults) Read(string callers, bool withAudience = true)
    {
        var json = new JsonObject
        {
            ["storage"] = new JsonObject { ["kind"] = "sqlite", ["folder"] = "." },
            ["directory"] = new JsonObject
            {
                ["tenantId"] = "5d0f2f0a-3f5e-4c35-9b0e-0c5b4d9e7a11",
                ["clientId"] = "accessgov",
                ["allowOneIdentity"] = true,
            },
            ["callers"] = JsonNode.Parse(callers),
        };
        if (withAudience)
            json["api"] = new JsonObject { ["audience"] = "api://accessgov" };
        File.WriteAllText(folder.File("accessgov.json"), json.ToJsonString());
        var (settings, faults) = SettingsReader.Read(folder.File("accessgov.json"));
        return (settings, faults.InEnglish());
    }
}
