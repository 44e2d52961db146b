using System.Globalization;
using AccessGov.App.Composition;
using AccessGov.App.Texts;
using AccessGov.App.Transfers;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Transfers;
using AccessGov.Web.SignIn;

namespace AccessGov.Web.Pages;

/// <summary>What every page works with: the installation, who asks, and the texts in the reader's language.</summary>
public sealed class PortalContext
{
    /// <summary>Cookie with the language that somebody chose.</summary>
    public const string LanguageCookie = "__Host-accessgov-lang";

    private readonly HttpContext http;

    /// <summary>For one request.</summary>
    /// <param name="installation">Opens the installation, or throws.</param>
    /// <param name="accessor">The request.</param>
    public PortalContext(Func<Installation> installation, IHttpContextAccessor accessor)
    {
        ArgumentNullException.ThrowIfNull(installation);
        ArgumentNullException.ThrowIfNull(accessor);
        http = accessor.HttpContext ?? throw new InvalidOperationException("Pages are answers to requests.");
        Installation = installation();
        Language = http.Request.Cookies[LanguageCookie] switch
        {
            "en" => "en",
            "ja" => "ja",
            _ => Installation.Settings.Language,
        };
        Ui = new UiTexts(Language, Workspace.Policy.HelpDesk);
        Text = new PlanText(Ui, Workspace.Policy);
    }

    /// <summary>The installation.</summary>
    public Installation Installation { get; }

    /// <summary>The tenant's stores, directory, policy and clock.</summary>
    public Workspace Workspace => Installation.Workspace;

    /// <summary><c>ja</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>The other one.</summary>
    public string OtherLanguage => Language == "ja" ? "en" : "ja";

    /// <summary>The municipality's name.</summary>
    public string City => Installation.Settings.Portal.CityName is { Length: > 0 } name ? name : Workspace.Policy.Tenant.Value;

    /// <summary>An instant as the city's clocks show it.</summary>
    /// <param name="at">The instant.</param>
    public string Time(DateTimeOffset at) => Workspace.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>
    /// Of when what other nodes tell of people is, a sentence for each of them: behind a wall nobody sees it from the dates of files.
    /// Nothing where no node tells of people.
    /// </summary>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<IReadOnlyList<string>> AgesAsync(CancellationToken ct)
    {
        var ages = new List<string>();
        foreach (var peer in Workspace.Peers)
        {
            SourceId[] sources = [.. peer.Takes.Select(TransferKinds.SourceOf).OfType<SourceId>()];
            var heard = await TransferBook.HeardAsync(Workspace, peer.Name, ct);
            var last = sources.Select(s => heard.GetValueOrDefault(TransferKinds.PeoplePrefix + s)).ToArray();
            // All of one package: one sentence. Else each source has its own age.
            if (sources.Length > 0 && last.Distinct().Count() == 1)
                ages.Add(AgeOf($"{peer.Name}", last[0]));
            else
                ages.AddRange(sources.Select((s, i) => AgeOf(Ui.Of("Portal.FactsSource", peer.Name, Workspace.Policy.NameOf(s)), last[i])));
        }
        return ages;
    }

    private string AgeOf(string what, TransferBook.Heard? last) =>
        last is null
            ? Ui.Of("Portal.FactsNone", what)
            : Ui.Of("Portal.FactsOf", what, Time(last.MadeAt), TransferBook.AgeInDays(Workspace, last.MadeAt));

    /// <summary>Texts.</summary>
    public UiTexts Ui { get; }

    /// <summary>Causes, actions and refusals as sentences.</summary>
    public PlanText Text { get; }

    /// <summary>The 旧姓 of somebody, said as such; null where personnel tells none.</summary>
    /// <param name="worker">Who.</param>
    public string? FormerNameOf(Worker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return worker.FormerName is { } name ? Ui.Of("Portal.FormerName", VisibleText.Of(name)) : null;
    }

    /// <summary>Words that on the command line stand within a line, as they begin when they stand alone.</summary>
    /// <param name="words">The words.</param>
    public static string Capital(string words)
    {
        ArgumentException.ThrowIfNullOrEmpty(words);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>The same with the mark that ends a sentence.</summary>
    /// <param name="words">The words.</param>
    public string Sentence(string words) => Ui.Of("Portal.Sentence", Capital(words));

    /// <summary>Who sits before the browser; null on pages that need nobody.</summary>
    public SignedIn? Person => http.Features.Get<SignedIn>();

    /// <summary>Who sits before the browser.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public SignedIn Me => Person ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Which session this is: what was begun in another does not end here.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public string Session => SessionClaims.SessionOf(http.User) ?? throw new InvalidOperationException("Nobody is signed in.");
}
