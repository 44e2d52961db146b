using System.Reflection;
using AccessGov.Core.Applying;
using AccessGov.Core.Codes;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;
using AccessGov.Core.Safeguards;
using AccessGov.Tests;

namespace AccessGov.Core.Tests.Kernel;

/// <summary>
/// The words that records, hashes and JSON of city halls hold. Whoever must change a line here has changed what the past means: a code
/// may be added, never altered or given to something else.
/// </summary>
public sealed class CodeTests
{
    /// <summary>Closed sets that no record, hash, JSON or interface holds.</summary>
    private static readonly HashSet<Type> NeverTold =
    [
        // Has words of its own, read and written by Actor itself.
        typeof(Actor),
        typeof(ApprovalResult),
        typeof(Core.Audit.AuditVerdict),
        typeof(Core.Audit.CheckpointStep),
        typeof(Core.Audit.Witnesses.CheckpointVerdict),
        typeof(Core.Audit.Verifying.LogVerdict),
        typeof(Core.Audit.Witnesses.WitnessDecision),
        typeof(ChunkStep),
        typeof(DirectoryAnswer),
        typeof(HrReading),
        typeof(ImportDecision),
        typeof(KeyCommand),
        typeof(KeyDecision),
        typeof(Known<>),
        typeof(LeaveTreatment),
        typeof(NextStep),
        typeof(ProtectionKind),
        // Kept and hashed by its number; see below.
        typeof(PlanFormat),
        typeof(RequestCommand),
        typeof(RequestDecision),
        typeof(RequestEvent),
        typeof(UrgentLeavers),
    ];

    [Fact]
    public void Every_closed_set_of_Core_has_codes_or_is_never_told() => CodePins.AllAreCoded(typeof(Plan).Assembly, NeverTold);

    [Theory]
    [InlineData(typeof(Zone), "MyNumber Lgwan Internet Independent")]
    [InlineData(typeof(Gate), "MfaKey Training Review Contract EntraKey")]
    [InlineData(typeof(EmploymentKind), "SpecialService Regular FiscalYear Reappointed PartTime Temporary Contractor")]
    [InlineData(typeof(PostingKind), "Primary Concurrent CrossAppointed ActingDuty ActingDeputy Seconded Dispatched")]
    [InlineData(typeof(LeaveKind), "Suspension Childcare Other")]
    [InlineData(
        typeof(AttributeName),
        "employeeId displayName department jobTitle employeeType employeeOrgData.division employeeOrgData.costCenter"
    )]
    [InlineData(typeof(Confidentiality), "3A 3B 3C 2 1")]
    [InlineData(typeof(ReviewGroundKind), "rule request exception unexplained")]
    [InlineData(typeof(GrantKind), "Request Exception")]
    [InlineData(typeof(RequestStage), "head owner officer")]
    [InlineData(typeof(RequestState), "waits in-force expired ended")]
    [InlineData(typeof(RequestEndKind), "rejected withdrawn returned left moved not-decided")]
    [InlineData(typeof(Core.Adopting.Likeness), "policy-name number name unit")]
    [InlineData(typeof(PlanPart), "everything plain doubtful takings others adoptions")]
    [InlineData(typeof(Core.Adopting.LeftOut), "other-number guest synced protected chosen")]
    [InlineData(
        typeof(Core.Campaign.NoMail),
        "unknown not-on-duty held recent told refused no-account account-unclear account-disabled no-address"
    )]
    [InlineData(typeof(MoveKind), "Joins Moves Leaves StartsLeave EndsLeave")]
    [InlineData(
        typeof(FindingKind),
        "OrphanAccount DuplicateAccount UncoveredMember ForeignMember UnexplainedMembership UnknownOrgUnit NoPosting TermNotContinued "
            + "ContestedWorker UnknownGuest GuestOutsideSource VanishedWorker ReusedNumber MissingSource StaleSource MissingFacts "
            + "AbsentGroup UnreadGroup ProtectedAccountDiffers MasteredOnPremises SeparationUndecided AnnouncementDisagrees NoLastDay "
            + "NameTaken ShutByOthers AccountVanished GuestWithNumber NearNumber WorkerHeld UndecidedAccount ProtectedUnknown "
            + "RightRetired UngovernableGroup AttributeTooLong RestoredStore ClockBehind AdoptionWaits AdoptionVoid UnledgeredKey "
            + "HeldBackWorker"
    )]
    [InlineData(typeof(PersonStatement), "Employed Guest")]
    [InlineData(
        typeof(Cause),
        "Joins Serves IsGranted Moved Left OnLeave OnDuty GateClosed Separated GrantExpired Unexplained AttributesDiffer Renumbered "
            + "RetentionOver Held ShutByOthers Vanished WasDeleted RightRetired NoLongerDue Adopted WasStopped ReviewedAway"
    )]
    [InlineData(typeof(Standing), "Upcoming Preparing OnDuty OnLeave Ended")]
    [InlineData(typeof(WithheldReason), "GateClosed GateUnknown Separated OnLeave Held Reviewed")]
    [InlineData(
        typeof(PlannedAction),
        "CreateAccount ChangeAttributes EnableAccount DisableAccount RevokeSessions AddMember RemoveMember DeleteAccount RestoreAccount"
    )]
    [InlineData(typeof(Expect), "NoAccount Account Membership")]
    [InlineData(typeof(ActionOutcome), "applied already-true stale deferred failed")]
    [InlineData(typeof(StatementResult), "taken repeated overtaken other-content refused")]
    [InlineData(typeof(KeyState), "unenrolled enrolled lost revoked returned")]
    [InlineData(typeof(IdentityProof), "staff-card photo-document")]
    [InlineData(
        typeof(KeyEvent),
        "key-added key-handed-out key-returned key-ticket-issued key-ticket-confirmed key-enrolled key-loss-asked key-lost key-found "
            + "key-revocation-asked key-revoked"
    )]
    [InlineData(typeof(PlanStatus), "Made Approved Applying Applied Rejected")]
    [InlineData(typeof(ReviewSilence), "keep remove escalate")]
    [InlineData(typeof(Core.Reviews.ReviewChoice), "keep remove unsure gone back reopened")]
    [InlineData(typeof(Core.Reviews.ReviewStage), "head owner")]
    [InlineData(typeof(Verdict), "Clear NeedsApproval Refused")]
    [InlineData(typeof(Core.Audit.Notes.NoteKeyType), "ed25519 ecdsa-p256 cosignature")]
    [InlineData(typeof(Core.Audit.Witnesses.CheckpointFlaw), "no-checkpoint unknown-log not-signed signature-fails")]
    [InlineData(typeof(Core.Audit.Witnesses.WitnessStanding), "fresh old ahead absent")]
    [InlineData(
        typeof(Core.Audit.Witnesses.WitnessRefusal),
        "unknown-log not-signed old-beyond-size other-size empty-root-wrong proof-not-empty other-root proof-fails"
    )]
    [InlineData(
        typeof(Core.Audit.Witnesses.WitnessPolicyError),
        "no-text control-character unknown-word word-count bad-key wrong-key-type key-twice name-taken unknown-name member-twice "
            + "bad-threshold quorum-twice quorum-missing no-policy more"
    )]
    public void Codes_never_change(Type set, string codes) => Assert.Equal(codes.Split(' '), CodePins.Of(set));

    [Fact]
    public void The_words_of_verdicts_never_change() =>
        Assert.Equal(["clear", "needs-approval", "refused"], VerdictCodes.Words.ByCase.Values);

    /// <summary>Plans and facts were hashed with these numbers.</summary>
    [Theory]
    [InlineData(typeof(Zone))]
    [InlineData(typeof(Gate))]
    [InlineData(typeof(EmploymentKind))]
    [InlineData(typeof(PostingKind))]
    [InlineData(typeof(LeaveKind))]
    [InlineData(typeof(GrantKind))]
    [InlineData(typeof(FindingKind))]
    [InlineData(typeof(KeyState))]
    public void Numbers_that_are_hashed_never_change(Type set) =>
        Assert.Equal(Enumerable.Range(0, CodePins.Of(set).Count), CodePins.ValuesOf(set));

    [Fact]
    public void Numbers_of_formats_never_change() => Assert.Equal([1, 2], Enum.GetValues<PlanFormat>().Select(f => (int)f));

    [Fact]
    public void A_case_or_member_without_a_code_is_a_bug_and_throws()
    {
        Assert.Throws<InvalidOperationException>(() => ZoneCodes.Of((Zone)77));
        var codes = new CaseCodes<Verdict>().With<Verdict.Clear>("Clear");
        Assert.Throws<InvalidOperationException>(() => codes.Of(new Verdict.Refused([])));
        Assert.Throws<ArgumentException>(() => codes.With<Verdict.Refused>("Clear"));
        Assert.Throws<ArgumentException>(() => new EnumCodes<Zone>((Zone.Lgwan, "a"), (Zone.Internet, "a")));
    }
}
