using System.Text;
using System.Text.RegularExpressions;
using AccessGov.App.Directory.Entra.Writes;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;

namespace AccessGov.App.Tests.Directory;

/// <summary>
/// What Entra is sent for a new account, byte for byte, written down before the SDK's major versions change: another SDK may compile
/// and still send one member more, or a null where there was nothing. NewAccountBodies.json holds one body a case, broken before every
/// member; the password is replaced. After a wanted change the text to commit lies in artifacts/new-account.
/// </summary>
public sealed partial class NewAccountBodyTests
{
    private const string Placeholder = "\"password\":\"(40 random signs)\"";
    private static readonly AccountAttributes NameOnly = AccountAttributes.Empty with { DisplayName = "須坂 花子" };

    private static readonly (string Case, string EmployeeId, string Upn, AccountAttributes Attributes)[] Accounts =
    [
        ("all attributes", "000123", "000123@city.example.jp", new("須坂 花子", "税務課", "主事", "正規", "内部部局", "010203")),
        ("a name alone", "000124", "000124@city.example.jp", NameOnly),
        ("not even a name", "000125", "000125@city.example.jp", AccountAttributes.Empty),
        ("a department alone", "000126", "000126@city.example.jp", NameOnly with { Department = "市民課" }),
        ("a title alone", "000127", "000127@city.example.jp", NameOnly with { JobTitle = "課長補佐兼税務係長" }),
        ("a kind of employment alone", "000128", "000128@city.example.jp", NameOnly with { EmployeeType = "会計年度任用職員" }),
        ("employeeOrgData: a division alone", "000129", "000129@city.example.jp", NameOnly with { Division = "教育委員会事務局" }),
        ("employeeOrgData: a cost centre alone", "000130", "000130@city.example.jp", NameOnly with { CostCenter = "040100" }),
        ("rare characters", "000131", "000131@city.example.jp",
            NameOnly with { DisplayName = "髙𠮷\u3000邊\U000E0100﨑", Department = "葛\U000E0100城課" }),
        ("half width and voiced", "000132", "000132@city.example.jp", NameOnly with { DisplayName = "ｽｻﾞｶ ハナコ", JobTitle = "か\u3099" }),
        ("Latin letters and an apostrophe", "000133", "m.o'brien@city.example.jp", NameOnly with { DisplayName = "Máire O'Brien (ALT)" }),
        ("signs that JSON and HTML escape", "A-9-z", "a.b+c@city.example.jp",
            NameOnly with { DisplayName = "\"<&>\\/+`\t\u2028", CostCenter = "a=b" }),
        ("as a body that is no account", "000134", "000134@city.example.jp", NameOnly with { Department = "{\"accountEnabled\":true}" }),
        ("the domain of the tenant", "000135", "000135@suzaka.onmicrosoft.com", NameOnly),
    ];

    [Fact]
    public void The_body_of_a_new_account_is_what_it_was()
    {
        using var http = new HttpClient();
        using var creations = new NewAccountRequests(http, new Uri("https://graph.microsoft.com/v1.0"), "JP");
        var bodies = Accounts.Select(a => $"\"{a.Case}\":\n  {LaidOut(Body(creations, a.EmployeeId, a.Upn, a.Attributes))}");
        var text = $"{{\n{string.Join(",\n", bodies)}\n}}\n";

        var now = System.IO.Directory.CreateDirectory(Sample.InRepository("artifacts/new-account"));
        File.WriteAllText(Path.Combine(now.FullName, "NewAccountBodies.json"), text);
        Assert.Equal(File.ReadAllText(Sample.InRepository("tests/AccessGov.App.Tests/Directory/NewAccountBodies.json")), text);
    }

    private static string Body(NewAccountRequests creations, string employeeId, string upn, AccountAttributes attributes)
    {
        var request = creations.Create((PlannedAction.CreateAccount)Do.Create(employeeId, upn, attributes));
        Assert.Equal((HttpMethod.Post, "/users"), (request.Method, request.Url));
        var body = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(request.Body.Span);
        Assert.Single(Passwords().Matches(body));
        // Laying out below adds line breaks: none may be in it already.
        Assert.DoesNotContain('\n', body);
        return Passwords().Replace(body, Placeholder);
    }

    private static string LaidOut(string body) => body.Replace(",\"", ",\n   \"", StringComparison.Ordinal);

    [GeneratedRegex("""
        "password":"(?:[^"\\]|\\.)*"
        """)]
    private static partial Regex Passwords();
}
