using System.Net;
using System.Text.RegularExpressions;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AccessGov.Tests;

/// <summary>
/// A person with a browser, as far as HTTP goes: keeps the portal's cookies (also those that a library keeps from plain http, as browsers
/// do on this machine), follows redirects, and signs in where it is sent to.
/// </summary>
/// <param name="portal">The portal's address.</param>
/// <param name="authority">The identity provider.</param>
internal sealed partial class Visitor(Uri portal, Uri authority) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    /// <summary>An answer of either.</summary>
    internal sealed record Answer(HttpStatusCode Status, string Body, Uri At, Uri? Location, ILookup<string, string> Headers)
    {
        public Answer Is(HttpStatusCode status)
        {
            Assert.True(Status == status, $"{At}: {Status} {Location}\n{Body}");
            return this;
        }
    }

    /// <summary>The portal's cookies by name.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Every cookie that the portal has set, as it was written.</summary>
    public List<string> SetCookies { get; } = [];

    /// <summary>Every answer so far.</summary>
    public List<Answer> Answers { get; } = [];

    /// <summary>The instance behind the portal's address that is asked; null: the first.</summary>
    public Uri? Instance { get; set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, new Uri(portal, path), null);

    public Task<Answer> GetAsync(Uri address) => SendAsync(HttpMethod.Get, address, null);

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] form) =>
        SendAsync(HttpMethod.Post, new Uri(portal, path), form);

    /// <summary>Sends the form of a page that was shown, with the token in it.</summary>
    public Task<Answer> PostFormAsync(Answer shown, string path, params (string Name, string Value)[] form) =>
        PostAsync(path, [.. form, ("f", TokenIn(shown))]);

    /// <summary>The antiforgery token of a page.</summary>
    public static string TokenIn(Answer page) => Token().Match(page.Body) is { Success: true } found ? found.Groups[1].Value : "";

    /// <summary>Goes on until something is shown.</summary>
    public async Task<Answer> FollowAsync(Answer answer)
    {
        for (var hops = 0; answer.Location is { } next; hops++)
        {
            Assert.True(hops < 10, $"sent round and round: {next}");
            answer = await GetAsync(next);
        }
        return answer;
    }

    /// <summary>Begins to sign in, chooses an account there, and stops before going back.</summary>
    /// <returns>Where the provider sends the browser.</returns>
    public async Task<Uri> ChooseAsync(TenantUser account, string? to = null)
    {
        var begun = await GetAsync("/portal/signin" + (to is null ? "" : "?to=" + Uri.EscapeDataString(to)));
        Assert.Equal(authority.Authority, begun.Is(HttpStatusCode.Found).Location!.Authority);
        var page = (await GetAsync(begun.Location!)).Is(HttpStatusCode.OK);
        Assert.Contains(account.Id, page.Body, StringComparison.Ordinal);
        var form = QueryHelpers.ParseQuery(begun.Location!.Query).Select(p => (p.Key, p.Value.ToString()));
        var chosen = await SendAsync(HttpMethod.Post, new Uri(authority, "/authorize"), [.. form, ("account", account.Id)]);
        Assert.Equal(portal.Authority, chosen.Is(HttpStatusCode.Found).Location!.Authority);
        return chosen.Location!;
    }

    /// <summary>Signs in and goes on until a page is shown.</summary>
    public async Task<Answer> SignInAsync(TenantUser account, string? to = null) =>
        await FollowAsync(await GetAsync(await ChooseAsync(account, to)));

    public void Dispose() => http.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, Uri address, (string Name, string Value)[]? form)
    {
        var isPortal = address.Authority == portal.Authority;
        var at = isPortal && Instance is { } instance ? new Uri(instance, address.PathAndQuery) : address;
        using var request = new HttpRequestMessage(method, at);
        if (isPortal && Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var reply = await http.SendAsync(request, Ct);
        if (isPortal && reply.Headers.TryGetValues("Set-Cookie", out var cookies))
            Keep(cookies);
        var answer = new Answer(
            reply.StatusCode,
            await reply.Content.ReadAsStringAsync(Ct),
            address,
            reply.Headers.Location is { } location ? new Uri(address, location) : null,
            reply.Headers.Concat(reply.Content.Headers).ToLookup(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase)
        );
        Answers.Add(answer);
        return answer;
    }

    private void Keep(IEnumerable<string> cookies)
    {
        foreach (var text in cookies)
        {
            SetCookies.Add(text);
            var cookie = SetCookieHeaderValue.Parse(text);
            var gone = cookie.Expires < DateTimeOffset.UtcNow || cookie.MaxAge <= TimeSpan.Zero;
            if (gone)
                Cookies.Remove(cookie.Name.ToString());
            else
                Cookies[cookie.Name.ToString()] = cookie.Value.ToString();
        }
    }

    [GeneratedRegex("""name="f" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();
}
