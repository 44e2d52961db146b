using AccessGov.App.Settings;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Settings;

/// <summary>The section mail: off unless it says otherwise, and nothing in the clear beyond this machine.</summary>
public sealed class MailSettingsTests : IDisposable
{
    private const string Portal = """{ "address": "https://p.example", "signIn": "key" }""";
    private readonly TestFolder folder = new();

    [Theory]
    [InlineData("""{ "kind": "sendmail" }""", "known: none, graph, smtp")]
    [InlineData("""{ "kind": "graph", "contact": "内線 1" }""", "mail:sender is ''")]
    [InlineData("""{ "kind": "graph", "sender": "a@b.example\r\nBcc: c@d.example", "contact": "内線 1" }""", "must be the address")]
    [InlineData("""{ "kind": "graph", "sender": "a@b.example" }""", "mail:contact")]
    [InlineData("""{ "kind": "graph", "sender": "a@b.example", "contact": "1\n2" }""", "mail:contact")]
    [InlineData("""{ "kind": "graph", "sender": "a@b.example", "contact": "1", "dueOn": "9/30" }""", "must be a day like 2026-09-30")]
    [InlineData("""{ "kind": "graph", "sender": "a@b.example", "contact": "1", "closedOn": "2026-11-02, x" }""", "mail:closedOn is 'x'")]
    [InlineData("""{ "kind": "graph", "sender": "a@b.example", "contact": "1", "mostPerRun": "0" }""", "from 1 to 10000")]
    [InlineData("""{ "kind": "smtp", "sender": "a@b.example", "contact": "1" }""", "mail:smtp:host is ''")]
    [InlineData(
        """{ "kind": "smtp", "sender": "a@b.example", "contact": "1", "smtp": { "host": "mail.example", "security": "none" } }""",
        "for a server on this machine only"
    )]
    [InlineData(
        """{ "kind": "smtp", "sender": "a@b.example", "contact": "1", "smtp": { "host": "m.example", "security": "ssl" } }""",
        "known: starttls, tls, none"
    )]
    [InlineData(
        """{ "kind": "smtp", "sender": "a@b.example", "contact": "1", "smtp": { "host": "m.example", "user": "u" } }""",
        "go together"
    )]
    [InlineData(
        """{ "kind": "smtp", "sender": "a@b.example", "contact": "1", "smtp": { "host": "m.example", "rootsFile": "x" } }""",
        "does not exist"
    )]
    [InlineData("""{ "kind": "none", "smtp": { "password": "x" } }""", "unknown setting 'mail:smtp:password'")]
    public void What_is_half_said_is_a_fault(string mail, string fault) =>
        Assert.Contains(fault, Assert.Single(Read(mail).Faults), StringComparison.Ordinal);

    [Fact]
    public void A_mail_says_where_to_go_and_goes_by_an_application_of_its_own()
    {
        var mail = """{ "kind": "graph", "sender": "a@b.example", "contact": "1" }""";
        Assert.Contains("portal:address", Assert.Single(Read(mail, "{}").Faults), StringComparison.Ordinal);
        var own = """{ "reader": { "clientId": "r" }, "writer": { "clientId": "w" } }""";
        Assert.Contains("directory:mailer:clientId", Assert.Single(Read(mail, Portal, own).Faults), StringComparison.Ordinal);
        Assert.Empty(
            Read(mail, Portal, own.Replace("\"w\" }", "\"w\" }, \"mailer\": { \"clientId\": \"m\" }", StringComparison.Ordinal)).Faults
        );
    }

    [Fact]
    public void Nobody_is_written_to_unless_it_is_said_and_the_password_is_among_the_secrets()
    {
        Assert.Null(Read("{}").Settings!.Mail);
        Assert.Null(Read("""{ "kind": "none" }""").Settings!.Mail);
        File.WriteAllText(folder.File("password"), "x");
        var (settings, faults) = Read(
            """
            { "kind": "smtp", "sender": "a@b.example", "contact": "内線 1", "dueOn": "2026-09-30", "closedOn": "2026-11-02,2026-11-04",
              "smtp": { "host": "mail.example", "user": "u", "passwordFile": "password" } }
            """
        );
        Assert.Empty(faults);
        var mail = settings!.Mail!;
        Assert.Equal((new DateOnly(2026, 9, 30), 2, 500), (mail.DueOn, mail.ClosedOn.Count, mail.MostPerRun));
        Assert.Equal(("mail.example", 587, SmtpSecurity.StartTls), (mail.Smtp!.Host, mail.Smtp.Port, mail.Smtp.Security));
        Assert.Equal([folder.File("password")], settings.SecretFiles);
    }

    public void Dispose() => folder.Dispose();

    private (AccessGovSettings? Settings, IReadOnlyList<string> Faults) Read(
        string mail,
        string portal = Portal,
        string directory = """{ "allowOneIdentity": true, "tenantId": "city.lg.jp" }"""
    )
    {
        File.WriteAllText(
            folder.File("accessgov.json"),
            $$"""
            { "storage": { "kind": "sqlite", "folder": "s" }, "portal": {{portal}}, "directory": {{directory}}, "mail": {{mail}} }
            """
        );
        var (settings, faults) = SettingsReader.Read(folder.File("accessgov.json"));
        return (settings, faults.InEnglish());
    }
}
