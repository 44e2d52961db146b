using System.Text.Json;
using AccessGov.App.Adopting;
using AccessGov.App.Applying;
using AccessGov.App.Approving;
using AccessGov.App.Directory;
using AccessGov.App.Enrolment.Ceremonies;
using AccessGov.App.Failures;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Planning;
using AccessGov.App.Policy;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.WebAuthn;
using AccessGov.App.WebAuthn.Metadata;

namespace AccessGov.App.Tests.Storage;

/// <summary>The words of App that stored rows, settings, profiles and other programs know; see the Core's test of the same name.</summary>
public sealed class CodeTests
{
    /// <summary>Closed sets that stay within the program; profiles and the wire name some of them by words of their own readers.</summary>
    private static readonly HashSet<Type> NeverTold =
    [
        typeof(AccountNow),
        typeof(AdoptResult),
        typeof(ApplyChunk.Result),
        typeof(CallerProof),
        typeof(CommitResult),
        typeof(ApproveResult),
        typeof(RejectResult),
        typeof(AssertionResult),
        typeof(AttestationTrust),
        typeof(ConflictReason),
        typeof(DateForms),
        typeof(DateReading),
        typeof(DirectoryRead),
        typeof(DropEntry),
        typeof(ExtractRead),
        typeof(Holds.LiftResult),
        typeof(ListRead<>),
        typeof(App.Audit.Log.LogStep),
        typeof(MakePlanResult),
        typeof(MetadataRead),
        typeof(App.Reviews.OpenReview.Result),
        typeof(OutsideFailure),
        typeof(PersonChange),
        typeof(PersonRead),
        typeof(PolicyRead),
        typeof(ProposeResult),
        typeof(ProfileRead<>),
        typeof(App.Personnel.Reading.Suggesting.ProfileSuggestion),
        typeof(PortalSignIn),
        typeof(RecordWrite),
        typeof(RegistrationResult),
        typeof(StorageChoice),
        typeof(TextEncoding),
        typeof(TextRead),
        typeof(VerifyPlan.Result),
    ];

    [Fact]
    public void Every_closed_set_of_App_has_codes_or_is_never_told() => CodePins.AllAreCoded(typeof(CoreJson).Assembly, NeverTold);

    [Theory]
    [InlineData(typeof(ImportResult), "Accepted Repeated Refused")]
    [InlineData(
        typeof(NoticeKind),
        "PreambleSkipped TotalRowSkipped RowSkipped DuplicateRow SensitiveColumnDropped UnknownColumn OptionalColumnAbsent ZerosRestored "
            + "DoubtfulDate PrivateUseCharacter FreeTextPost NameVaries StopTaken InvisibleCharacter LostCharacter FormulaText"
    )]
    [InlineData(typeof(Standing), "Serving Left")]
    [InlineData(typeof(Lifecycle), "ReauthorizationRequired SubscriptionRemoved Missed")]
    [InlineData(
        typeof(GroupRefusal),
        "Missing RoleAssignable SyncedFromOnPremises Dynamic Protected BuiltIn Distribution NestedInProtected"
    )]
    [InlineData(typeof(CeremonyPurpose), "enrol-first enrol-spare step-up sign-in")]
    [InlineData(typeof(DirectoryRole), "reader writer credentials mailer")]
    [InlineData(typeof(SmtpSecurity), "starttls tls none")]
    public void Codes_never_change(Type set, string codes) => Assert.Equal(codes.Split(' '), CodePins.Of(set));

    [Fact]
    public void What_has_no_codes_cannot_be_written()
    {
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(ConflictReason.AlreadyExists, CoreJson.Options));
        Assert.Throws<NotSupportedException>(() =>
            JsonSerializer.Serialize<OutsideFailure>(new OutsideFailure.Permanent("x"), CoreJson.Options)
        );
    }
}
