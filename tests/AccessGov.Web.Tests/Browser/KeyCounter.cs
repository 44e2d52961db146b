using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AccessGov.App.Enrolment;
using AccessGov.App.Governance;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.Core.Desired;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.Identity;

namespace AccessGov.Web.Tests.Browser;

/// <summary>The portal with a counter for keys: one maker of keys whom the imported list of models knows, and two who serve.</summary>
internal sealed class KeyCounter : IAsyncDisposable
{
    public const string Serial = "5F-0031822";
    public static readonly Guid Model = Guid.Parse("2fc0579f-8113-47ea-b116-bb5a8db9202a");

    private readonly AttestationMaker maker;

    private KeyCounter(PortalStage stage, AttestationMaker maker) => (Stage, this.maker) = (stage, maker);

    public PortalStage Stage { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens it.</summary>
    /// <param name="clock">The city's clock.</param>
    /// <param name="hasList">Whether a list of models was imported.</param>
    /// <param name="policy">What the policy says besides.</param>
    /// <param name="asksPeople">True where every right of the My Number zone waits for an approval.</param>
    /// <param name="staffRole">What the staff may do besides.</param>
    /// <param name="signIn">How people sign in.</param>
    /// <param name="hasRoots">Whether the settings name the maker's root.</param>
    public static async Task<KeyCounter> OpenAsync(
        TimeProvider? clock = null,
        bool hasList = true,
        bool hasRoots = false,
        string policy = "",
        bool asksPeople = false,
        OperatorRole? staffRole = null,
        PortalSignIn signIn = PortalSignIn.Entra
    )
    {
        var maker = new AttestationMaker();
        var roots = hasRoots ? PemEncoding.WriteString("CERTIFICATE", maker.Root) : null;
        var counter = new KeyCounter(
            await PortalStage.OpenAsync(
                clock: clock,
                asksPeople: asksPeople,
                attestationRoots: roots,
                staffRole: staffRole,
                morePolicy: policy,
                signIn: signIn
            ),
            maker
        );
        if (hasList)
            await counter.ImportAsync();
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.AddToStock(new KeySerial(Serial), "Sandbox Key 5", null));
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.HandOut(new KeySerial(Serial), PortalStage.Staff, true));
        return counter;
    }

    /// <summary>A list of models in which the maker stands.</summary>
    /// <param name="model">With which model.</param>
    public async Task ImportAsync(Guid? model = null)
    {
        using var fido = new MetadataMaker(isRsa: false);
        var entry = MetadataMaker.Entry(model ?? Model, "Sandbox Key 5", [maker.Root], ("FIDO_CERTIFIED_L1", "2024-01-01", null));
        var next = Stage.Workspace.Today.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var (_, why) = await KeyModels.ImportAsync(Stage.Workspace, new Actor.OsUser("test"), fido.Sign(7, next, entry), [fido.Root], Ct);
        Assert.Null(why);
    }

    /// <summary>A ticket for the staff's key, by two people.</summary>
    public async Task<string> TicketAsync(EmployeeId? person = null, string serial = Serial, EmployeeId? second = null)
    {
        var by = await WhoApproves.OfAsync(Stage.Workspace, PortalStage.Operator, Ct);
        var issued = Assert.IsType<KeyDecision.Done>(
            await KeyDesk.IssueAsync(Stage.Workspace, by, person ?? PortalStage.Staff, new KeySerial(serial), IdentityProof.StaffCard, Ct)
        );
        var id = Assert.IsType<KeyEvent.TicketIssued>(issued.Event).Ticket.Id;
        await DoneAsync(second ?? PortalStage.Approver, new KeyCommand.ConfirmTicket(id));
        return id.Value;
    }

    /// <summary>Somebody enrols another key at the counter, served by two others, one of whom is <see cref="PortalStage.Staff"/>.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="serial">Which.</param>
    /// <param name="visitor">Who is signed in as that person.</param>
    public async Task<SoftwareAuthenticator> EnrolAsync(EmployeeId person, string serial, Visitor visitor)
    {
        await DoneAsync(PortalStage.Operator, new KeyCommand.AddToStock(new KeySerial(serial), "Sandbox Key 5", null));
        await DoneAsync(PortalStage.Operator, new KeyCommand.HandOut(new KeySerial(serial), person, true));
        var ticket = await TicketAsync(person, serial, PortalStage.Staff);
        var page = (await visitor.GetAsync("/portal/keys/enrol")).Is(HttpStatusCode.OK);
        var key = NewKey();
        var begun = await visitor.PostFormAsync(page, "/portal/keys/enrol/begin", ("ticket", ticket), ("serial", serial));
        var json = JsonNode.Parse(begun.Is(HttpStatusCode.OK).Body)!;
        var answer = key.Make((string)json["options"]!).Sign().Answer();
        (await EndAsync(visitor, page, (string)json["ceremony"]!, answer)).Is(HttpStatusCode.OK);
        return key;
    }

    /// <summary>A key by the maker, as a browser at the portal's address would use it.</summary>
    public SoftwareAuthenticator NewKey(Attestation? attestation = null) =>
        new(Stage.Address.GetLeftPart(UriPartial.Authority), Model, attestation ?? maker.Make(Model));

    /// <summary>Somebody signed in, before the page that asks for the ticket.</summary>
    public async Task<(Visitor Visitor, PlainAnswer Page)> VisitAsync(EmployeeId? person = null)
    {
        var visitor = Stage.NewVisitor();
        var page = await visitor.SignInAsync(Stage.AccountOf(person ?? PortalStage.Staff), "/portal/keys/enrol");
        return (visitor, page.Is(HttpStatusCode.OK));
    }

    /// <summary>The page's first call.</summary>
    public static async Task<(string Ceremony, string Options)> BeginAsync(Visitor visitor, PlainAnswer page, string ticket)
    {
        var begun = await visitor.PostFormAsync(page, "/portal/keys/enrol/begin", ("ticket", ticket), ("serial", Serial));
        var json = JsonNode.Parse(begun.Is(HttpStatusCode.OK).Body)!;
        return ((string)json["ceremony"]!, (string)json["options"]!);
    }

    /// <summary>The page's second call.</summary>
    public static Task<PlainAnswer> EndAsync(Visitor visitor, PlainAnswer page, string ceremony, string answer) =>
        visitor.PostFormAsync(page, "/portal/keys/enrol/end", ("ceremony", ceremony), ("answer", answer));

    /// <summary>What a call answered that was refused.</summary>
    public static string WhyOf(PlainAnswer answer) => (string)JsonNode.Parse(answer.Is(HttpStatusCode.Conflict).Body)!["text"]!;

    /// <summary>True when no right of the person waits for a key.</summary>
    public async Task<bool> IsOpenAsync(EmployeeId person)
    {
        var explained = await ExplainAccess.RunAsync(Stage.Workspace, person, Stage.Workspace.Today, Ct);
        return !explained!.Desire.Withheld.Any(w => w.Reason is WithheldReason.GateClosed { Gate: Gate.MfaKey });
    }

    public async Task<SecurityKey> KeyAsync() => (await KeyRegister.FindAsync(Stage.Workspace, new KeySerial(Serial), Ct))!;

    public async Task DoneAsync(EmployeeId by, KeyCommand command) =>
        Assert.IsType<KeyDecision.Done>(
            await KeyDesk.RunAsync(Stage.Workspace, await WhoApproves.OfAsync(Stage.Workspace, by, Ct), command, Ct)
        );

    public async ValueTask DisposeAsync()
    {
        maker.Dispose();
        await Stage.DisposeAsync();
    }
}
