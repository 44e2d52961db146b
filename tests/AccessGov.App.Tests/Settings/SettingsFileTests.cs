using System.Text;
using AccessGov.App.Settings;
using AccessGov.App.Storage.Content;
using AccessGov.App.Texts;
using AccessGov.Core.Policy;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Settings;

/// <summary>A settings file that cannot be used says where and what to do, in the language of whoever reads.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(
        "{\n  \"language\": \"ja\",\n  oops\n}",
        "の3行目の3バイト目がJSONとして読めません → 括弧・引用符・コンマを確かめてください",
        ":3:3 is not JSON"
    )]
    [InlineData("[]", "{ } で囲まれていません", "is no { }")]
    [InlineData("", "は空です", "is empty → make one with accessgov init")]
    [InlineData("\uFEFF \n", "は空です", "is empty → make one with accessgov init")]
    [InlineData(
        """{ "storage": { "kind": "sqlite", "folder": "." }, "directory": { "allowOneIdentity": true }, "language": "fr" }""",
        "accessgov.json: language の「fr」は使えません → 使えるのは ja, en です",
        "language is 'fr'"
    )]
    public void What_is_wrong_is_said_in_both_languages(string json, string japanese, string english)
    {
        var file = Write(json);
        var fault = Assert.Single(SettingsReader.Read(file).Faults);
        Assert.Contains(japanese, fault.InJapanese(), StringComparison.Ordinal);
        Assert.Contains(english, fault.InEnglish(), StringComparison.Ordinal);
        Assert.Equal("ja", SettingsReader.LanguageOf(file));
    }

    [Fact]
    public void A_fault_is_written_down_as_its_code_and_values()
    {
        var fault = Assert.Single(SettingsReader.Read(folder.File("none.json")).Faults);
        Assert.Contains("accessgov init", fault.InJapanese(), StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"code":"Settings.missing","values":["{{folder.File("none.json")}}"]}""",
            Encoding.UTF8.GetString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(fault, CoreJson.Options))
        );
    }

    [Fact]
    public void A_folder_is_called_a_folder()
    {
        var fault = Assert.Single(SettingsReader.Read(Path.GetDirectoryName(folder.File("none.json"))!).Faults);
        Assert.Contains("フォルダーです", fault.InJapanese(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_language_is_that_of_the_settings_once_they_are_read()
    {
        var file = Write(
            """{ "storage": { "kind": "sqlite", "folder": "." }, "directory": { "allowOneIdentity": true }, "language": "en" }"""
        );
        Assert.Equal("en", SettingsReader.LanguageOf(file));
    }

    /// <summary>As the policy does: whoever corrects one fault must not meet the next one.</summary>
    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var faults = Faults(
            """
            {
              "storage": { "kind": "azure", "folder": "s", "accountName": "A!" },
              "directory": { "allowOneIdentity": true, "tenantid": "city hall", "tenantId": "" },
              "callers": { "Jin ji": { "source": "", "appId": "x" } },
              "language": "fr", "portl": {}
            }
            """
        );
        string[] ofDirectory = ["directory:tenantId' stands twice", "directory:tenantId is 'city hall'"];
        string[] ofCallers = ["must be named", "source is missing", "appId is 'x'"];
        string[] others = ["storage:accountName has 2 characters", "exactly one of", "language is 'fr'", "portl"];
        Assert.All([.. ofDirectory, .. ofCallers, .. others], part => Says(faults, part));
        Assert.Equal(9, faults.Count);
    }

    [Theory]
    [InlineData("""{ "polcyFile": "x" }""", "unknown setting 'polcyFile' → Did you mean 'policyFile'?")]
    [InlineData("""{ "directory": { "tennantId": "x" } }""", "unknown setting 'directory:tennantId' → Did you mean 'tenantId'?")]
    [InlineData("""{ "portal": { "adress": "x" } }""", "unknown setting 'portal:adress' → Did you mean 'address'?")]
    [InlineData("""{ "operaters": { "a": "1" } }""", "unknown setting 'operaters' → Did you mean 'operators'?")]
    [InlineData("""{ "operators": { "a": { "worker": "1", "role": ["operator"] } } }""", "'operators:a:role' → Did you mean 'roles'?")]
    [InlineData("""{ "nodes": { "b": { "take": [] } } }""", "'nodes:b:take' → Did you mean 'takes'")]
    [InlineData("""{ "callers": { "b": { "keyfile2": "x" } } }""", "'callers:b:keyfile2' → Did you mean 'keyFile'?")]
    // Written a level too high.
    [InlineData("""{ "tenantId": "x" }""", "unknown setting 'tenantId' → Did you mean 'directory:tenantId'?")]
    [InlineData("""{ "portal": { "clientSecretFil": {} } }""", "Did you mean 'clientSecretFile'?")]
    public void An_unknown_key_is_told_with_what_may_be_meant(string json, string said) => Says(Faults(json), said);

    [Theory]
    [InlineData("""{ "policyFile": ["a"] }""", "policyFile is written as a list")]
    [InlineData("""{ "policyFile": [] }""", "policyFile is written as a list")]
    [InlineData("""{ "policyFile": {} }""", "policyFile is written as { }")]
    [InlineData("""{ "policyFile": { "a": "b" } }""", "policyFile is written as { }")]
    [InlineData("""{ "storage": "sqlite" }""", "storage holds keys of its own → write them in { } (\"kind\": …, \"folder\": …")]
    [InlineData("""{ "storage": ["sqlite"] }""", "storage holds keys of its own")]
    [InlineData("""{ "directory": { "ldap": "dc1" } }""", "directory:ldap holds keys of its own")]
    [InlineData("""{ "operators": ["tanaka"] }""", "operators holds keys of its own")]
    [InlineData("""{ "operators": { "a": { "worker": ["1"], "roles": ["operator"] } } }""", "operators:a:worker is written as a list")]
    [InlineData("""{ "operators": { "a": { "worker": "1", "roles": "approver" } } }""", "operators:a:roles \"approver\" is no list")]
    [InlineData("""{ "operators": { "a": { "worker": "1", "roles": {} } } }""", "operators:a:roles is written as { }")]
    [InlineData("""{ "operators": { "a": { "worker": "1", "roles": [["approver"]] } } }""", "operators:a:roles has something in its list")]
    [InlineData("""{ "callers": { "a": "fire" } }""", "callers:a holds keys of its own")]
    [InlineData("""{ "callers": { "a": { "source": { "x": "fire" } } } }""", "callers:a:source is written as { }")]
    [InlineData("""{ "nodes": "b" }""", "nodes holds keys of its own")]
    [InlineData("""{ "nodes": { "b": ["key"] } }""", "nodes:b holds keys of its own")]
    [InlineData("""{ "nodes": { "b": { "key": ["x"] } } }""", "nodes:b:key is written as a list")]
    [InlineData("""{ "nodes": { "b": { "names": [true] } } }""", "nodes:b:names is written as a list")]
    [InlineData("""{ "nodes": { "b": { "takes": "counts" } } }""", "nodes:b:takes \"counts\" is no list")]
    [InlineData("""{ "nodes": { "b": { "gives": { "counts": true } } } }""", "nodes:b:gives is written as { }")]
    [InlineData("""{ "nodes": { "b": { "takes": [{ "counts": true }] } } }""", "nodes:b:takes has something in its list")]
    [InlineData("""{ "portal": { "appRoles": ["auditor"] } }""", "portal:appRoles holds keys of its own")]
    [InlineData("""{ "portal": { "appRoles": { "x": ["auditor"] } } }""", "portal:appRoles:x is written as a list")]
    public void Another_shape_is_told_once_and_nothing_that_follows_from_it(string json, string said)
    {
        var faults = Faults(json);
        Says(faults, said);
        var key = said[..said.IndexOf(' ', StringComparison.Ordinal)];
        Assert.Single(faults, f => f.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "language": "ja", "Language": "en" }""", "'Language' stands twice")]
    [InlineData("""{ "portal": { "cityName": "a" }, "portal": { "cityName": "b" } }""", "'portal' stands twice")]
    [InlineData("""{ "operators": { "a": "1", "a": "2" } }""", "'operators:a' stands twice")]
    public void A_doubled_key_is_told_by_name(string json, string said) =>
        Assert.Single(Faults(json), f => f.Contains(said, StringComparison.Ordinal));

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    public void A_file_of_another_encoding_is_called_so(string encoding, bool hasMark)
    {
        var file = folder.File("accessgov.json");
        var bytes = Encoding.GetEncoding(encoding).GetBytes((hasMark ? "\uFEFF" : "") + "{}");
        File.WriteAllBytes(file, bytes);
        Says(SettingsReader.Read(file).Faults.InEnglish(), "is UTF-16 → save it as UTF-8");
    }

    [Fact]
    public void Bytes_that_are_no_text_of_ours_are_no_name_of_a_city()
    {
        var file = folder.File("accessgov.json");
        // 市 in Shift_JIS.
        File.WriteAllBytes(file, [.. "{\"portal\":{\"cityName\":\""u8, 0x8E, 0x73, .. "\"}}"u8]);
        Says(SettingsReader.Read(file).Faults.InEnglish(), "not UTF-8");
    }

    [Theory]
    [InlineData("5d0f2f0a-3f5e-4c35-9b0e-0c5b4d9e7a11", true)]
    [InlineData("city.onmicrosoft.com", true)]
    [InlineData("city.lg.jp", true)]
    [InlineData("xn--zckzah.jp", true)]
    [InlineData("common", false)]
    [InlineData("5d0f2f0a-3f5e-4c35-9b0e", false)]
    [InlineData("https://city.lg.jp", false)]
    [InlineData("city..jp", false)]
    [InlineData("10.0.0.1", false)]
    public void A_tenant_is_an_id_or_a_domain(string tenant, bool isOne)
    {
        var faults = Faults($$"""{ "directory": { "tenantId": "{{tenant}}" } }""");
        Assert.Equal(!isOne, faults.Any(f => f.Contains($"tenantId is '{tenant}'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("operater", "「operater」は使えません → 「operator」ではありませんか", "Did you mean 'operator'?")]
    [InlineData("承認書", "「承認者」ではありませんか", "Did you mean '承認者'?")]
    [InlineData("boss", "使えるのは 操作者, 承認者, 情報セキュリティ責任者, 監査人", "Known: operator, approver, officer, auditor")]
    public void An_unknown_role_is_told_with_what_may_be_meant_and_is_no_empty_list(string role, string japanese, string english)
    {
        var file = Write($$"""{ "operators": { "a": { "worker": "1", "roles": ["{{role}}"] } } }""");
        var about = SettingsReader.Read(file).Faults.Where(f => f.InEnglish().Contains("operators:a", StringComparison.Ordinal)).ToArray();
        Assert.Contains(japanese, Assert.Single(about).InJapanese(), StringComparison.Ordinal);
        Assert.Contains(english, about[0].InEnglish(), StringComparison.Ordinal);
        Says(Faults("""{ "operators": { "a": { "worker": "1", "roles": [] } } }"""), "operators:a:roles");
    }

    [Fact]
    public void A_role_may_be_written_as_Japanese_screens_show_it()
    {
        foreach (var role in Enum.GetValues<OperatorRole>())
        {
            Assert.Equal(new UiTexts("ja")[$"Role.{OperatorRoleCodes.Of(role)}"], OperatorRoleCodes.Word(role));
            Assert.True(OperatorRoleCodes.TryReadWritten(OperatorRoleCodes.Word(role), out var read) && read == role);
        }
        var json = """
            {
              "storage": { "kind": "sqlite", "folder": "." }, "directory": { "allowOneIdentity": true },
              "operators": { "a": { "worker": "1", "roles": ["情報セキュリティ責任者", "approver", "承認者"] } }
            }
            """;
        var (settings, faults) = SettingsReader.Read(Write(json));
        Assert.Empty(faults.InEnglish());
        Assert.Equal([OperatorRole.Approver, OperatorRole.Officer], Assert.Single(settings!.Operators).Roles);
    }

    private IReadOnlyList<string> Faults(string json) => SettingsReader.Read(Write(json)).Faults.InEnglish();

    private static void Says(IEnumerable<string> faults, string said) =>
        Assert.Contains(faults, f => f.Contains(said, StringComparison.Ordinal));

    private string Write(string json)
    {
        File.WriteAllText(folder.File("accessgov.json"), json);
        return folder.File("accessgov.json");
    }
}
