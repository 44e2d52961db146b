using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AccessGov.Sandbox.Identity;

/// <summary>
/// A person with a browser, as far as HTTP goes: keeps the portal's cookies, follows redirects, and signs in where it is sent to. Cookies
/// that are for https only are kept from http too, as browsers do on the very machine and .NET's own client does not.
/// </summary>
/// <param name="portal">The portal's address.</param>
public class PlainBrowser(Uri portal) : IDisposable
{
    private const int MostHops = 10;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    /// <summary>The portal's address.</summary>
    public Uri Portal => portal;

    /// <summary>The portal's cookies by name.</summary>
    public IDictionary<string, string> Cookies { get; } = new Dictionary<string, string>();

    /// <summary>Every cookie that the portal has set, as it was written.</summary>
    public IList<string> SetCookies { get; } = [];

    /// <summary>Every answer so far.</summary>
    public IList<PlainAnswer> Answers { get; } = [];

    /// <summary>The instance behind the portal's address that is asked; null: what listens at the address itself.</summary>
    public Uri? Instance { get; set; }

    /// <summary>Asks for an address.</summary>
    public Task<PlainAnswer> GetAsync(Uri address) => SendAsync(HttpMethod.Get, address, null);

    /// <summary>Asks for a page of the portal.</summary>
    public Task<PlainAnswer> GetAsync(string path) => GetAsync(new Uri(portal, path));

    /// <summary>Goes on until something is shown.</summary>
    /// <exception cref="InvalidOperationException">It is sent round and round.</exception>
    public async Task<PlainAnswer> FollowAsync(PlainAnswer answer)
    {
        for (var hops = 0; answer.Location is { } next; hops++)
            answer = hops < MostHops ? await GetAsync(next) : throw new InvalidOperationException($"Sent round and round: {next}");
        return answer;
    }

    /// <summary>Begins to sign in, chooses an account, and stops before going back to the portal.</summary>
    /// <param name="account">The account's object id.</param>
    /// <param name="to">The page to end on; null for the first.</param>
    /// <returns>What the provider answers: where it sends the browser.</returns>
    public async Task<PlainAnswer> ChooseAsync(string account, string? to = null)
    {
        var begun = await GetAsync("/portal/signin" + (to is null ? "" : "?to=" + Uri.EscapeDataString(to)));
        if (begun.Location is not { } asked)
            return begun;
        var page = await GetAsync(asked);
        if (page.Status != HttpStatusCode.OK)
            return page;
        var form = QueryHelpers.ParseQuery(asked.Query).Select(p => (p.Key, p.Value.ToString()));
        return await SendAsync(HttpMethod.Post, new Uri(asked.GetLeftPart(UriPartial.Path)), [.. form, (ClientRules.Account, account)]);
    }

    /// <summary>Signs in and goes on until a page is shown.</summary>
    /// <param name="account">The account's object id.</param>
    /// <param name="to">The page to end on; null for the first.</param>
    public async Task<PlainAnswer> SignInAsync(string account, string? to = null) => await FollowAsync(await ChooseAsync(account, to));

    /// <summary>Sends a request, with the portal's cookies if it is the portal's.</summary>
    public virtual async Task<PlainAnswer> SendAsync(HttpMethod method, Uri address, IEnumerable<(string Name, string Value)>? form)
    {
        var isPortal = address.Authority == portal.Authority;
        var at = isPortal && Instance is { } instance ? new Uri(instance, address.PathAndQuery) : address;
        using var request = new HttpRequestMessage(method, at);
        if (isPortal && Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var reply = await http.SendAsync(request);
        if (isPortal && reply.Headers.TryGetValues("Set-Cookie", out var cookies))
            Keep(cookies);
        var answer = new PlainAnswer(
            reply.StatusCode,
            await reply.Content.ReadAsStringAsync(),
            address,
            reply.Headers.Location is { } location ? new Uri(address, location) : null,
            reply
                .Headers.Concat(reply.Content.Headers)
                .ToLookup(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase)
        );
        Answers.Add(answer);
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Keep(IEnumerable<string> cookies)
    {
        foreach (var text in cookies)
        {
            SetCookies.Add(text);
            var cookie = SetCookieHeaderValue.Parse(text);
            if (cookie.Expires < DateTimeOffset.UtcNow || cookie.MaxAge <= TimeSpan.Zero)
                Cookies.Remove(cookie.Name.ToString());
            else
                Cookies[cookie.Name.ToString()] = cookie.Value.ToString();
        }
    }
}
