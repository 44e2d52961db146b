using System.Text;
using AccessGov.App.Settings;
using AccessGov.App.Storage.Content;
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
    [InlineData("{ \"language\": \"ja\", \"Language\": \"en\" }", "同じ項目が2回ないか", "no key stands twice")]
    [InlineData("[]", "JSONとして読めません", "is not JSON")]
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

    private string Write(string json)
    {
        File.WriteAllText(folder.File("accessgov.json"), json);
        return folder.File("accessgov.json");
    }
}
