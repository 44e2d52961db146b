using System.Text;
using System.Text.Encodings.Web;
using AccessGov.Sandbox.Tenant;
using OpenIddict.Abstractions;

namespace AccessGov.Sandbox.Identity;

/// <summary>The page on which somebody chooses who to be; plain HTML that a screen reader reads and a keyboard works.</summary>
internal static class AccountChoice
{
    /// <summary>Nobody reads more names than that.</summary>
    private const int Most = 50;

    private const string Style =
        "body{font:16px/1.7 'Noto Sans JP',sans-serif;color:#333;max-width:48rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem;border-bottom:1px solid #767676}"
        + "button,input{font:inherit;padding:.5rem 1rem;min-height:44px}:focus-visible{outline:4px solid #000;outline-offset:2px}";

    public static Task WriteAsync(HttpContext context, IEnumerable<TenantUser> users, OpenIddictRequest request)
    {
        var search = (string?)request[ClientRules.Search] ?? "";
        var found = users.Where(u => Words(u).Any(w => w.Contains(search, StringComparison.OrdinalIgnoreCase))).Take(Most + 1).ToArray();
        var all = users.Take(Most + 1).Count();
        var page = new StringBuilder();
        page.Append(
            "<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + $"<link rel=\"icon\" href=\"data:,\"><title>サンドボックスのサインイン</title><style>{Style}</style></head>"
                + "<body><main><h1>誰としてサインインしますか</h1>"
                + "<p>本物の Entra ID ではありません。架空の職員を選びます。<br><span lang=\"en\">A pretend Entra ID: choose who to be.</span></p>"
        );
        if (all > Most || search.Length > 0)
            page.Append(
                $"<form method=\"get\" role=\"search\">{Hidden(request)}<p><label for=\"find\">職員番号・氏名で探す (Find)</label><br>"
                    + $"<input id=\"find\" name=\"{ClientRules.Search}\" value=\"{Html(search)}\"> <button>探す (Find)</button></p></form>"
            );
        page.Append($"<form method=\"post\">{Hidden(request)}<table><caption>アカウント (Accounts)</caption><thead><tr>");
        foreach (var head in (string[])["職員番号", "氏名", "所属", "選ぶ"])
            page.Append($"<th scope=\"col\">{head}</th>");
        page.Append("</tr></thead><tbody>");
        foreach (var user in found.Take(Most))
            page.Append(
                $"<tr><td>{Html(user.EmployeeId ?? "なし")}</td><td id=\"n-{Html(user.Id)}\">{Html(user.DisplayName)}</td>"
                    + $"<td>{Html(user["department"] as string ?? "")}</td>"
                    + $"<td><button name=\"{ClientRules.Account}\" value=\"{Html(user.Id)}\" "
                    + $"aria-describedby=\"n-{Html(user.Id)}\">サインイン</button></td></tr>"
            );
        page.Append("</tbody></table>");
        if (found.Length > Most)
            page.Append("<p>ほかにもいます。職員番号か氏名で探してください。</p>");
        page.Append($"<p><button name=\"{ClientRules.Account}\" value=\"nobody\">キャンセル (Cancel)</button></p>");
        page.Append("</form></main></body></html>");
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(page.ToString(), context.RequestAborted);
    }

    private static string[] Words(TenantUser user) => [user.EmployeeId ?? "", user.DisplayName, user.UserPrincipalName];

    private static string Hidden(OpenIddictRequest request) =>
        string.Concat(
            request
                .GetParameters()
                .Where(p => p.Key is not (ClientRules.Account or ClientRules.Search))
                .Select(p => $"<input type=\"hidden\" name=\"{Html(p.Key)}\" value=\"{Html((string?)p.Value ?? "")}\">")
        );

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
