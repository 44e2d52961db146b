using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>One right of one person, as a reviewer sees it: what it is, why the person has it, and what was answered.</summary>
/// <param name="Asked">The item with the answer.</param>
/// <param name="Name">Name of the right.</param>
/// <param name="ZoneName">Name of its zone.</param>
/// <param name="IsMyNumber">True for the マイナンバー利用事務系.</param>
/// <param name="IsMoved">True where the person came to it by a move since the last review.</param>
/// <param name="Peers">How many of the same unit hold it, of how many; null where nobody knows the unit.</param>
/// <param name="Hint">A sentence with a number and a day; null for none. Never an answer.</param>
/// <param name="IsRisky">True where one hand for many leaves it out: My Number, privileged, without a ground, after a move, or alone in the
/// unit.</param>
/// <param name="Other">Who else answered it before; null for nobody.</param>
public sealed record ReviewLine(
    ReviewDesk.Asked Asked,
    string Name,
    string ZoneName,
    bool IsMyNumber,
    bool IsMoved,
    (int Holders, int People)? Peers,
    string? Hint,
    bool IsRisky,
    string? Other
)
{
    /// <summary>What stands beside it; nothing but for whom is shown.</summary>
    public Beside Shown { get; private init; } = new([], [], "", "");

    /// <summary>What stands beside an item, in words.</summary>
    /// <param name="Why">Everything that gives the right.</param>
    /// <param name="Against">Why it is not in effect, and what may not be held beside it.</param>
    /// <param name="Past">What was said before, and what changed since.</param>
    /// <param name="SignIn">The last sign-in of the account.</param>
    public sealed record Beside(IReadOnlyList<string> Why, IReadOnlyList<string> Against, string Past, string SignIn);

    /// <summary>The answer's choice; null while there is none.</summary>
    public ReviewChoice? Choice => Asked.Answer?.Choice;

    /// <summary>False where the owner of the right is asked: nobody is left to hand it on to.</summary>
    public bool MayBeUnsure { get; init; } = true;

    /// <summary>True where 続ける is no answer: nothing gives the right.</summary>
    public bool CannotBeKept { get; init; }

    /// <summary>What the reader answered and has not handed in; null for nothing, whatever others answered.</summary>
    public ReviewAnswer? Own { get; init; }

    /// <summary>True where 続ける takes a reason.</summary>
    public bool AsksReason { get; init; }

    /// <summary>The right's id.</summary>
    public string Right => Asked.Item.Id.Right.Value;

    /// <summary>What makes lines for one page.</summary>
    internal sealed class Maker
    {
        private readonly PortalContext here;
        private readonly PeopleOfPlan people;
        private readonly ReviewState state;
        private readonly ReviewPeople reviewers;
        private readonly Dictionary<EntitlementId, Entitlement> rights;
        private readonly BesideText words;

        public Maker(PortalContext here, PeopleOfPlan people, ReviewState state, ReviewPeople reviewers)
        {
            (this.here, this.people, this.state, this.reviewers) = (here, people, state, reviewers);
            rights = here.Workspace.Policy.Entitlements.ToDictionary(e => e.Id);
            words = new BesideText(here.Ui, here.Text, here.Workspace.Policy);
        }

        public ReviewLine Of(ReviewDesk.Asked asked)
        {
            var (item, right, ui) = (asked.Item, rights.GetValueOrDefault(asked.Item.Id.Right), here.Ui);
            var peers = reviewers.PeersOf(state, item);
            var isMoved = item.Ground.Since > state.Round.OpenedOn.AddMonths(-state.Round.Rule.EveryMonths);
            var isMyNumber = right?.Zone == Zone.MyNumber;
            return new ReviewLine(
                asked,
                right?.Name ?? item.Id.Right.Value,
                right is null ? "" : ui[$"Zone.{ZoneCodes.Of(right.Zone)}"],
                isMyNumber,
                // What was asked for came by no move.
                isMoved && item.Ground.Reference is null,
                peers,
                HintOf(item, peers),
                isMyNumber
                    || right is { IsPrivileged: true }
                    || isMoved
                    || ReviewDecider.IsUngrounded(item)
                    || !reviewers.IsGiven(item.Id)
                    || reviewers.IsAlone(state, item),
                OtherOf(asked)
            )
            {
                MayBeUnsure = state.StageOf(item.Id) != ReviewStage.Owner,
                Own = asked.Answer is { } own && own.By == here.Me.Id ? own : null,
                AsksReason = reviewers.AsksReason(state, item),
            };
        }

        /// <summary>Who answered before and has not handed in; who passed it on; whose answer was drawn.</summary>
        private string? OtherOf(ReviewDesk.Asked asked)
        {
            if (asked.Answer is { By: { } by } answer && by != here.Me.Id)
                return Said("Portal.ReviewOther", by, answer.Choice);
            if (asked.Answer is not null || state.LastOf(asked.Item.Id) is not var (last, _))
                return null;
            return SecondLook.IsDraw(last) && state.PassedOnBy(state.Items.PlaceOf(asked.Item.Id)!.Value) is { } drawn
                    ? Said("Portal.ReviewDrawn", drawn, ReviewChoice.Keep)
                : last.By is { } passed && passed != here.Me.Id ? Said("Portal.ReviewOther", passed, last.Choice)
                : last.By is null && state.PassedOnBy(state.Items.PlaceOf(asked.Item.Id)!.Value) is { } before
                    ? Said("Portal.ReviewOther", before, ReviewChoice.Unsure)
                : null;
        }

        private string Said(string text, EmployeeId by, ReviewChoice choice) =>
            here.Ui.Of(text, NameOf(by), here.Ui[$"Review.{ReviewChoiceCodes.Of(choice)}"]);

        /// <summary>The same with what stands beside it.</summary>
        public ReviewLine With(ReviewLine line, BesideItem beside)
        {
            var item = line.Asked.Item;
            return line with
            {
                CannotBeKept = ReviewDecider.CannotBeKept(item, beside.Grounds.Paths.Count > 0),
                // One sentence at most: what weighs more comes first.
                Hint = ReviewDecider.IsUngrounded(item) ? line.Hint : LongAgo(beside.SignIn) ?? line.Hint,
                Shown = new Beside(
                    words.Why(item.Ground, beside.Grounds),
                    [.. words.Stops(beside.Grounds), .. words.Conflicts(beside.Grounds)],
                    words.Past(beside.Past),
                    words.SignIn(beside.SignIn)
                ),
            };
        }

        private string? LongAgo(LastSignIn signIn) =>
            words.LongAgo(signIn) is { } sentence ? here.Ui.Of("Portal.ReviewHintSignIn", sentence) : null;

        private string NameOf(EmployeeId id) => people.Find(id) is { } person ? VisibleText.Of(person.Name) : id.Value;

        private string? HintOf(ReviewItem item, (int Holders, int People)? peers) =>
            ReviewDecider.IsUngrounded(item) ? here.Ui.Of("Portal.ReviewHintUnexplained", $"{state.Round.OpenedOn:yyyy-MM-dd}")
            : peers is var (holders, all) && ReviewDecider.IsAlone(holders, all)
                ? here.Ui.Of("Portal.ReviewHintAlone", all - 1, $"{state.Round.OpenedOn:yyyy-MM-dd}")
            : null;
    }
}
