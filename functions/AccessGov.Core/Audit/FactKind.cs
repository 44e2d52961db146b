namespace AccessGov.Core.Audit;

/// <summary>What a fact says happened. The product's own kinds are the constants; others may be added, never renamed.</summary>
/// <param name="Value">3 to 40 characters: words of <c>a-z 0-9</c> joined by single hyphens.</param>
public readonly record struct FactKind(string Value)
{
    /// <summary>A delivery of a source became its facts.</summary>
    public static readonly FactKind HrAccepted = new("hr-accepted");

    /// <summary>A delivery of a source was refused; the former facts stay.</summary>
    public static readonly FactKind HrRefused = new("hr-refused");

    /// <summary>A source said something of one person between two deliveries, and it was believed.</summary>
    public static readonly FactKind HrStated = new("hr-stated");

    /// <summary>What a source said of one person was refused; the former facts stay.</summary>
    public static readonly FactKind HrStatementRefused = new("hr-statement-refused");

    /// <summary>What a source said before its last delivery is in force again. Its body has <c>kept</c>.</summary>
    public static readonly FactKind HrWithdrawn = new("hr-withdrawn");

    /// <summary>
    /// A list of keys, trainings, contracts or announced moves was taken over. Its subject is the list's row, its body has <c>kept</c>.
    /// </summary>
    public static readonly FactKind ListAccepted = new("list-accepted");

    /// <summary>
    /// What somebody supplied by hand is a word: its author agrees to nothing that follows from it. Told again when others agreed. Its
    /// subject is the row, its body has <c>rowHash</c>.
    /// </summary>
    public static readonly FactKind SuppliedByHand = new("supplied-by-hand");

    /// <summary>Such words are no longer new, or their source speaks for itself. Its body has <c>rows</c>.</summary>
    public static readonly FactKind SuppliedIsOver = new("supplied-over");

    /// <summary>Somebody is kept out whatever HR says.</summary>
    public static readonly FactKind HoldPlaced = new("hold-placed");

    /// <summary>Somebody asked to lift a hold.</summary>
    public static readonly FactKind HoldLiftAsked = new("hold-lift-asked");

    /// <summary>A second person lifted it.</summary>
    public static readonly FactKind HoldLifted = new("hold-lifted");

    /// <summary>Somebody asked for a Temporary Access Pass. Its subject is the person it is for.</summary>
    public static readonly FactKind PassAsked = new("pass-asked");

    /// <summary>An approver agreed to it: the directory is about to be asked. Nothing after it: whether one was made is unknown.</summary>
    public static readonly FactKind PassIntended = new("pass-intended");

    /// <summary>The directory made it and one page showed it. The pass stands nowhere.</summary>
    public static readonly FactKind PassGiven = new("pass-given");

    /// <summary>The directory refused it, or did not answer. Its body has <c>code</c>.</summary>
    public static readonly FactKind PassFailed = new("pass-failed");

    /// <summary>Somebody asked to open a sealed account. Its subject is the account's name, its body has <c>reason</c>.</summary>
    public static readonly FactKind EmergencyAsked = new("emergency-asked");

    /// <summary>Somebody took such a wish back.</summary>
    public static readonly FactKind EmergencyWithdrawn = new("emergency-withdrawn");

    /// <summary>
    /// An approver agreed: the directory is about to be asked to enable it. Its body has <c>opening</c>, which the facts after it name.
    /// </summary>
    public static readonly FactKind EmergencyAgreed = new("emergency-agreed");

    /// <summary>The account was read back enabled.</summary>
    public static readonly FactKind EmergencyOpened = new("emergency-opened");

    /// <summary>It was not opened, and was read back disabled. Its body has <c>code</c>.</summary>
    public static readonly FactKind EmergencyFailed = new("emergency-failed");

    /// <summary>The hour has come, or somebody wants it shut: the directory is about to be asked to disable it.</summary>
    public static readonly FactKind EmergencyClosing = new("emergency-closing");

    /// <summary>The account was read back disabled, its sessions ended.</summary>
    public static readonly FactKind EmergencyEnded = new("emergency-ended");

    /// <summary>Somebody who neither asked nor agreed says what was done with it. Its body has <c>result</c>.</summary>
    public static readonly FactKind EmergencyReviewed = new("emergency-reviewed");

    /// <summary>Somebody asked for a right. Its subject is for whom, its body has <c>request</c>, which the facts after it name.</summary>
    public static readonly FactKind RequestAsked = new("request-asked");

    /// <summary>Somebody agreed to a stage of a request. With the last one its body has <c>from</c> and <c>until</c>.</summary>
    public static readonly FactKind RequestAgreed = new("request-agreed");

    /// <summary>A request was rejected, taken back, returned, or its ground is gone. Its body has <c>how</c>.</summary>
    public static readonly FactKind RequestEnded = new("request-ended");

    /// <summary>Somebody was told that the end of what a request gives comes.</summary>
    public static readonly FactKind RequestEndTold = new("request-end-told");

    /// <summary>
    /// A mail to somebody without a key was taken for delivery. Its subject is the person; neither address nor text stands in it.
    /// </summary>
    public static readonly FactKind MailSent = new("mail-sent");

    /// <summary>The person's address was refused. Its body has <c>code</c>.</summary>
    public static readonly FactKind MailRefused = new("mail-refused");

    /// <summary>Somebody said that a backup of the store was put back.</summary>
    public static readonly FactKind StoreRestored = new("store-restored");

    /// <summary>Since then a source has said once more what it had said before. Its subject is the source.</summary>
    public static readonly FactKind SourceHeardAgain = new("source-heard-again");

    /// <summary>Somebody proposed a policy, a table of operators, or to go live. Its subject is which of them.</summary>
    public static readonly FactKind DecisionProposed = new("decision-proposed");

    /// <summary>A second person agreed to it: it is in force.</summary>
    public static readonly FactKind DecisionApproved = new("decision-approved");

    /// <summary>Somebody wanted to agree to it and may not.</summary>
    public static readonly FactKind DecisionRefused = new("decision-refused");

    /// <summary>Facts were erased after their retention; the body is the list that two people agreed to.</summary>
    public static readonly FactKind FactsErased = new("facts-erased");

    /// <summary>
    /// Kept files that nothing names any more go, after the policy's days: what HR told before a day. Told before they go.
    /// </summary>
    public static readonly FactKind KeptSwept = new("kept-swept");

    /// <summary>The last line of the chain of old: from here on the log alone goes on.</summary>
    public static readonly FactKind ChainClosed = new("chain-closed");

    /// <summary>A policy file was read and is in force from now on.</summary>
    public static readonly FactKind PolicyRead = new("policy-read");

    /// <summary>A policy, and which group stands for which of its rights, are kept by their hashes. Its body has <c>policy</c>,
    /// <c>rights</c>.</summary>
    public static readonly FactKind PolicyKept = new("policy-kept");

    /// <summary>Everybody who holds a right of the My Number zone was read: a baseline. Its body has <c>kept</c>, <c>from</c>.</summary>
    public static readonly FactKind HoldersRead = new("holders-read");

    /// <summary>The directory was read in full.</summary>
    public static readonly FactKind DirectoryRead = new("directory-read");

    /// <summary>A plan was made and judged.</summary>
    public static readonly FactKind PlanMade = new("plan-made");

    /// <summary>Somebody other than the author approved a plan.</summary>
    public static readonly FactKind PlanApproved = new("plan-approved");

    /// <summary>
    /// Somebody said no to a plan that waited: it is never applied. Its body has <c>reason</c>, and <c>author</c> and <c>authors</c>.
    /// </summary>
    public static readonly FactKind PlanRejected = new("plan-rejected");

    /// <summary>A plan was refused by the brake, or a person may not approve or reject it.</summary>
    public static readonly FactKind PlanRefused = new("plan-refused");

    /// <summary>A round of a review was opened. Its subject is the round, its body has <c>kept</c> and <c>population</c>.</summary>
    public static readonly FactKind ReviewOpened = new("review-opened");

    /// <summary>A round was due or asked for, and nothing was in it: none was opened. Its subject is the id it would have had.</summary>
    public static readonly FactKind ReviewEmpty = new("review-empty");

    /// <summary>It was looked what movers kept. Its subject is the review of the policy, its body has <c>kept</c>.</summary>
    public static readonly FactKind ReviewMoversSeen = new("review-movers-seen");

    /// <summary>A reviewer answered, and has not handed it in. Its subject is the worker, its body has <c>right</c>.</summary>
    public static readonly FactKind ReviewAnswered = new("review-answered");

    /// <summary>Answers were handed in, or silence was one. Its subject is the round, its body has <c>kept</c>.</summary>
    public static readonly FactKind ReviewSubmitted = new("review-submitted");

    /// <summary>Somebody typed a sheet of paper. Its subject is the round, its body has <c>sheet</c>. Alone it says nothing.</summary>
    public static readonly FactKind ReviewPaperEntered = new("review-paper-entered");

    /// <summary>It was shown what silence would take. Its body has <c>kept</c>.</summary>
    public static readonly FactKind ReviewTold = new("review-told");

    /// <summary>Reviewers were silent, and the owners of the rights are asked.</summary>
    public static readonly FactKind ReviewEscalated = new("review-escalated");

    /// <summary>A round was closed, or stopped. Its body has <c>reason</c>.</summary>
    public static readonly FactKind ReviewClosed = new("review-closed");

    /// <summary>A head named who decides in his place. Its subject is the head, its body has <c>by</c>, null for nobody any more.</summary>
    public static readonly FactKind ReviewDeputyNamed = new("review-deputy-named");

    /// <summary>The directory was read back without what reviews took. Its body has <c>rights</c>.</summary>
    public static readonly FactKind ReviewProved = new("review-proved");

    /// <summary>An effect is about to be tried. Its body has <c>action</c>.</summary>
    public static readonly FactKind ActionIntended = new("action-intended");

    /// <summary>What became of an intended effect. Its body has <c>action</c> and <c>outcome</c>.</summary>
    public static readonly FactKind ActionApplied = new("action-applied");

    /// <summary>The directory was read again and compared with the plan.</summary>
    public static readonly FactKind PlanVerified = new("plan-verified");

    /// <summary>A checkpoint was signed.</summary>
    public static readonly FactKind Checkpoint = new("checkpoint");

    /// <summary>Reads a kind; throws <see cref="FormatException"/> that names the offending value.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static FactKind Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsValid(text)
            ? new FactKind(text)
            : throw new FormatException($"Fact kind '{text}' must be 3 to 40 characters: words of a-z and 0-9 joined by single hyphens.");
    }

    internal static bool IsValid(string? text) =>
        text is { Length: >= 3 and <= 40 }
        && text.Split('-').All(word => word.Length > 0 && word.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9'));

    /// <inheritdoc/>
    public override string ToString() => Value;
}
