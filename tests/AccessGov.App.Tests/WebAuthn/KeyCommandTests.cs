using System.Text.Json.Nodes;
using AccessGov.App.WebAuthn;
using AccessGov.App.WebAuthn.Wire;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Authenticators;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary><c>accessgov mds</c> and <c>accessgov webauthn verify</c>.</summary>
public sealed class KeyCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static readonly (string Pem, string Why)[] Broken =
    [
        ("no certificate", "証明書（PEM）がありません"),
        ("-----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----\n", "証明書を読めません"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_list_of_models_is_taken_over_whole_or_not_at_all_and_its_number_only_rises()
    {
        await using var village = await VillageStory.OpenAsync();
        using var fido = new MetadataMaker();
        using var stranger = new MetadataMaker(isRsa: false);
        async Task<string> FileAsync(byte[] content)
        {
            var file = folder.File($"{Guid.NewGuid():N}.jwt");
            await File.WriteAllBytesAsync(file, content, Ct);
            return file;
        }
        (await village.RunAsync("mds status --lang en")).Ended(ExitCodes.NotFound).Says("never imported");
        var twelve = await FileAsync(fido.Sign(12, "2026-03-01", MetadataMaker.Entry(KeyWorld.Model, "Sandbox Key 5", [fido.Root])));
        // The pinned roots know nothing of this signer.
        (await village.RunAsync($"mds import {twelve}"))
            .Ended(ExitCodes.Refused)
            .Says("信頼するルートにつながりません");

        await File.WriteAllTextAsync(folder.File("roots.pem"), fido.RootPem, Ct);
        var settings = Path.Combine(village.Root, "accessgov.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(settings, Ct))!;
        json["webauthn"] = new JsonObject { ["metadataRootsFile"] = folder.File("roots.pem") };
        await File.WriteAllTextAsync(settings, json.ToJsonString(), Ct);

        (await village.RunAsync($"mds import {twelve} --lang en")).Ended(ExitCodes.Done).Says("list 12 is in force (1 models");
        (await village.RunAsync($"mds import {twelve}")).Ended(ExitCodes.Done);
        foreach (var number in new[] { 11, 12 })
        {
            var file = await FileAsync(fido.Sign(number, "2026-04-01"));
            (await village.RunAsync($"mds import {file} --lang en")).Ended(ExitCodes.Refused).Says($"its number {number} is not above 12");
        }
        (await village.RunAsync($"mds import {await FileAsync(stranger.Sign(13, "2026-04-01"))}")).Ended(ExitCodes.Refused);
        (await village.RunAsync($"mds import {await FileAsync([1, 2, 3])}")).Ended(ExitCodes.Refused);
        (await village.RunAsync($"mds import {await FileAsync(fido.Sign("""{"no":13}"""))}"))
            .Ended(ExitCodes.Refused)
            .Says("署名は正しいのですが、内容を読めません: 項目「nextUpdate」がありません");
        (await village.RunAsync($"mds import {folder.File("none")}")).Ended(ExitCodes.NotFound);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var status = (await village.RunAsync("mds status --json")).Ended(ExitCodes.Done);
        Assert.Equal((12, 1, false), (status["no"].GetInt32(), status["models"].GetInt32(), status["overdue"].GetBoolean()));
        using (var installation = village.Open())
        {
            var blob = await Governance.KeyModels.BlobAsync(installation.Workspace, Ct);
            Assert.Equal("Sandbox Key 5", blob!.Find(KeyWorld.Model)!.Model);
        }
        var kinds = (await village.FactsAsync("decisions")).Select(f => f.Kind.Value).ToArray();
        Assert.Equal(1, kinds.Count(k => k == "key-models-accepted"));
        Assert.Equal(6, kinds.Count(k => k == "key-models-refused"));
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);

        village.Clock.MoveTo(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        (await village.RunAsync("mds status")).Ended(ExitCodes.NotAsItShouldBe).Says("2026-03-01 を過ぎています");
        (await village.RunAsync("doctor --lang en")).Says("FIDO's list 12 was due for an update on 2026-03-01");
    }

    [Fact]
    public async Task Roots_that_cannot_be_read_are_a_fault_of_the_settings()
    {
        await using var village = await VillageStory.OpenAsync();
        var settings = Path.Combine(village.Root, "accessgov.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(settings, Ct))!;
        json["webauthn"] = new JsonObject { ["metadataRootsFile"] = folder.File("roots.pem") };
        await File.WriteAllTextAsync(settings, json.ToJsonString(), Ct);
        (await village.RunAsync("mds status")).Ended(ExitCodes.Settings).Says("webauthn:metadataRootsFile: ファイル");
        foreach (var key in new[] { "metadataRootsFile", "attestationRootsFile" })
        {
            json["webauthn"] = new JsonObject { [key] = folder.File("roots.pem") };
            await File.WriteAllTextAsync(settings, json.ToJsonString(), Ct);
            foreach (var (pem, why) in Broken)
            {
                await File.WriteAllTextAsync(folder.File("roots.pem"), pem, Ct);
                foreach (var command in new[] { $"mds import {settings}", "mds status" })
                    (await village.RunAsync(command)).Ended(ExitCodes.Settings).Says($"webauthn:{key}").Says(why);
                (await village.RunAsync("doctor")).Ended(ExitCodes.Settings).Says($"webauthn:{key}").Says(why);
            }
        }
    }

    [Fact]
    public async Task A_registration_in_a_file_is_verified_or_the_step_is_named_that_refuses_it()
    {
        using var maker = new AttestationMaker();
        var file = Registration(maker);
        var verified = await RunAsync(file, "--json");
        Assert.Equal(ExitCodes.Done, verified.Exit);
        var json = JsonNode.Parse(verified.Out)!;
        Assert.True((bool)json["verified"]!);
        Assert.Equal($"{KeyWorld.Model:D}", (string)json["key"]!["aaguid"]!);
        Assert.Contains("検証しました", (await RunAsync(file)).Out, StringComparison.Ordinal);

        using var other = new AttestationMaker();
        var refused = await RunAsync(With(file, j => j["roots"] = new JsonArray(Pem(other.Root))), "--lang", "en");
        Assert.Equal(ExitCodes.Refused, refused.Exit);
        Assert.Contains("no root of the maker (WebAuthn §7.1.24)", refused.Out, StringComparison.Ordinal);
        var elsewhere = await RunAsync(With(file, j => j["origins"] = new JsonArray("https://a.example")), "--json");
        Assert.Equal(ExitCodes.Refused, elsewhere.Exit);
        Assert.Equal(("origin-unknown", "7.1.9"), (Member(elsewhere.Out, "code"), Member(elsewhere.Out, "step")));
        Assert.Equal("challenge-differs", Member((await RunAsync(With(file, j => j["challenge"] = "AAEC"), "--json")).Out, "code"));
    }

    [Fact]
    public async Task An_authentication_in_a_file_is_verified_or_the_step_is_named_that_refuses_it()
    {
        using var key = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, null, -8) { Flags = AuthDataDraft.Up };
        var ceremony = new AssertionCeremony(KeyWorld.Party, new KeyPolicy(new AttestationTrust.NotAsked()), TimeProvider.System);
        var (kept, options) = ceremony.Begin(null, []);
        var draft = key.Get(options).Sign();
        var file = Write(
            new JsonObject
            {
                ["type"] = "authentication",
                ["rpId"] = KeyWorld.Party.Id,
                ["origins"] = new JsonArray(KeyWorld.Origin),
                ["challenge"] = kept.Challenge,
                ["uv"] = false,
                ["clientDataJSON"] = Base64UrlText.Of(draft.ClientDataJson),
                ["authenticatorData"] = Base64UrlText.Of(draft.AuthDataBytes),
                ["signature"] = Base64UrlText.Of(draft.Signature),
                ["credentialId"] = draft.RawId,
                ["publicKey"] = Base64UrlText.Of(key.Key.Public),
            }
        );
        Assert.Equal(ExitCodes.Done, (await RunAsync(file)).Exit);
        var refused = await RunAsync(With(file, j => j["uv"] = true), "--json");
        Assert.Equal(ExitCodes.Refused, refused.Exit);
        Assert.Equal(("user-unverified", "7.2.17"), (Member(refused.Out, "code"), Member(refused.Out, "step")));
        var touched = await RunAsync(With(file, j => j["signature"] = "AAEC"), "--json");
        Assert.Equal("signature-invalid", Member(touched.Out, "code"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"x\",\"origins\":[\"a\"]}")]
    [InlineData("{\"type\":\"registration\",\"origins\":[\"a\"]}")]
    [InlineData("{\"type\":\"registration\",\"origins\":7}")]
    [InlineData("{\"type\":\"registration\",\"origins\":[1]}")]
    [InlineData("{\"type\":\"registration\",\"origins\":[null]}")]
    [InlineData("{\"type\":\"authentication\",\"origins\":[\"a\"],\"authenticatorData\":\"=\"}")]
    [InlineData("{\"type\":\"registration\",\"roots\":[\"x\"],\"origins\":[\"a\"]}")]
    [InlineData("{\"type\":\"registration\",\"uv\":\"yes\",\"origins\":[\"a\"]}")]
    [InlineData("{\"type\":\"registration\",\"odd\":1,\"origins\":[\"a\"]}")]
    [InlineData("{\"type\":\"\\ud800\"}")]
    [InlineData("{\"type\":\"registration\",\"\\ud800\":1}")]
    [InlineData("\uFEFF{\"type\":\"registration\",\"origins\":[\"a\"]}")]
    public async Task A_file_of_another_form_is_refused_with_a_word_about_it(string content)
    {
        await File.WriteAllTextAsync(folder.File("ceremony.json"), content, Ct);
        var answer = await RunAsync(folder.File("ceremony.json"), "--lang", "en");
        Assert.Equal((ExitCodes.Refused, ""), (answer.Exit, answer.Out));
        Assert.Contains("cannot be read", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policy: 1", "JSONのオブジェクトではない")]
    [InlineData("{\"type\":\"registration\",\"origins\":[\"a\"],\"roots\":[\"x\"]}", "証明書（PEM）を読めません")]
    [InlineData("{\"type\":\"authentication\",\"origins\":[\"a\"],\"credentialId\":\"AA\",\"authenticatorData\":\"=\"}", "base64url")]
    public async Task What_is_wrong_with_a_file_is_said_in_the_language_of_the_reader(string content, string said)
    {
        await File.WriteAllTextAsync(folder.File("ceremony.json"), content, Ct);
        var answer = await RunAsync(folder.File("ceremony.json"), "--lang", "ja");
        Assert.Equal(ExitCodes.Refused, answer.Exit);
        Assert.Contains(said, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_long_or_a_folder_is_not_read()
    {
        await File.WriteAllTextAsync(folder.File("long.json"), new string(' ', 256 * 1024 + 1), Ct);
        Assert.Contains("262144", (await RunAsync(folder.File("long.json"), "--lang", "en")).Error, StringComparison.Ordinal);
        var answer = await RunAsync(Path.GetDirectoryName(folder.File("long.json"))!, "--lang", "en");
        Assert.Equal((ExitCodes.Refused, ""), (answer.Exit, answer.Out));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_to_be_missing() =>
        Assert.Equal(ExitCodes.NotFound, (await RunAsync(folder.File("none.json"))).Exit);

    private static async Task<(int Exit, string Out, string Error)> RunAsync(params string[] words)
    {
        await using var answer = new StringWriter();
        await using var complaint = new StringWriter();
        var exit = await CommandLine.RunAsync(["webauthn", "verify", .. words], new CliHost(answer, complaint, TimeProvider.System), Ct);
        return (exit, answer.ToString(), complaint.ToString());
    }

    private string Registration(AttestationMaker maker)
    {
        using var key = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, maker.Make(KeyWorld.Model));
        var policy = new KeyPolicy(new AttestationTrust.NotAsked());
        var (kept, options) = new RegistrationCeremony(KeyWorld.Party, policy, TimeProvider.System).Begin(KeyWorld.Holder, []);
        var draft = key.Make(options).Sign();
        return Write(
            new JsonObject
            {
                ["type"] = "registration",
                ["rpId"] = KeyWorld.Party.Id,
                ["origins"] = new JsonArray(KeyWorld.Origin),
                ["challenge"] = kept.Challenge,
                ["uv"] = true,
                ["clientDataJSON"] = Base64UrlText.Of(draft.ClientDataJson),
                ["attestationObject"] = Base64UrlText.Of(draft.AttestationObject),
                ["credentialId"] = Base64UrlText.Of(key.CredentialId),
                ["roots"] = new JsonArray(Pem(maker.Root)),
            }
        );
    }

    private string With(string file, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        change(json);
        return Write(json);
    }

    private string Write(JsonNode json)
    {
        var file = folder.File($"{Guid.NewGuid():N}.json");
        File.WriteAllText(file, json.ToJsonString());
        return file;
    }

    private static string Member(string json, string name) => (string)JsonNode.Parse(json)![name]!;

    private static string Pem(byte[] der) => System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", der);
}
