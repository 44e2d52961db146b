using System.Net;
using System.Text.RegularExpressions;
using AccessGov.Sandbox.Identity;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Tests;

/// <summary>A browser over HTTP that complains when it is not answered as it should be.</summary>
internal sealed partial class Visitor(Uri portal) : PlainBrowser(portal)
{
    public const string LanguageCookie = "__Host-accessgov-lang";

    public Task<PlainAnswer> PostAsync(string path, params (string Name, string Value)[] form) =>
        SendAsync(HttpMethod.Post, new Uri(Portal, path), form);

    /// <summary>As ever; and what a page says is in Japanese unless somebody chose otherwise.</summary>
    public override async Task<PlainAnswer> SendAsync(HttpMethod method, Uri address, IEnumerable<(string Name, string Value)>? form)
    {
        var answer = await base.SendAsync(method, address, form);
        if (answer.At.Authority == Portal.Authority && !Cookies.ContainsKey(LanguageCookie) && TextOf(answer) is { } text)
            OneLanguage.Holds("ja", text, $"{method} {answer.At}", () => "");
        return answer;
    }

    /// <summary>What people read of a page, in its attributes too; null for what is no page.</summary>
    public static string? TextOf(PlainAnswer answer)
    {
        if (!answer.Body.StartsWith("<!DOCTYPE html>", StringComparison.OrdinalIgnoreCase))
            return null;
        var body = Unread().Replace(answer.Body, "\n");
        var said = Attributes().Matches(body).Select(m => m.Groups[1].Value).Prepend(Tags().Replace(body, "\n"));
        return WebUtility.HtmlDecode(string.Join('\n', said));
    }

    /// <summary>Sends a form of a page that was shown, with the token in it.</summary>
    public Task<PlainAnswer> PostFormAsync(PlainAnswer shown, string path, params (string Name, string Value)[] form) =>
        PostAsync(path, [.. form, ("f", TokenIn(shown))]);

    /// <summary>The antiforgery token of a page; empty when it has none.</summary>
    public static string TokenIn(PlainAnswer page) => Token().Match(page.Body) is { Success: true } found ? found.Groups[1].Value : "";

    /// <summary>Begins to sign in, chooses an account there, and stops before going back.</summary>
    /// <returns>Where the provider sends the browser.</returns>
    public async Task<Uri> ChooseAsync(TenantUser account, string? to = null)
    {
        var chosen = (await ChooseAsync(account.Id, to)).Is(HttpStatusCode.Found).Location!;
        Assert.Equal(Portal.Authority, chosen.Authority);
        return chosen;
    }

    /// <summary>Signs in and goes on until a page is shown.</summary>
    public async Task<PlainAnswer> SignInAsync(TenantUser account, string? to = null) =>
        await FollowAsync(await GetAsync(await ChooseAsync(account, to)));

    [GeneratedRegex("<(script|style|code|kbd|pre)[ >].*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex("<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("""(?:title|alt|placeholder|aria-label|data-[a-z-]+)="([^"]*)""")]
    private static partial Regex Attributes();

    [GeneratedRegex("""name="f" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();
}

/// <summary>Says what was answered when it was not this.</summary>
internal static class PlainAnswers
{
    public static PlainAnswer Is(this PlainAnswer answer, HttpStatusCode status)
    {
        Assert.True(answer.Status == status, $"{answer.At}: {answer.Status} {answer.Location}\n{answer.Body}");
        return answer;
    }
}
