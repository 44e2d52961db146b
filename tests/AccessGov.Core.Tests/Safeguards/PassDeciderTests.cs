using AccessGov.Core.Directory;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.Core.Tests.Safeguards;

/// <summary>Who may get a Temporary Access Pass, and by whom.</summary>
public sealed class PassDeciderTests
{
    private static readonly EmployeeId Person = new("000001"),
        Ann = new("000002"),
        Bob = new("000003");
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));
    private static readonly PassDecider.Holder Holder = new(Person, true, false, false);
    private static readonly DirectoryAccount Account = new(
        Guid.Parse("3b1f7c66-5cf9-4a0e-8b5d-2f1a5f0c9d11"),
        Person,
        "p@suzaka.example.jp",
        true,
        AccountAttributes.Empty,
        false
    );
    private static readonly ProtectedAccount[] Protected =
    [
        new(null, "P@suzaka.example.jp", ProtectionKind.Named, ""),
    ];
    private static readonly Approver Approves = new(Bob, true, true, new HashSet<OperatorRole> { OperatorRole.Approver });

    [Fact]
    public void One_asks_and_an_approver_agrees_in_time()
    {
        Assert.Null(PassDecider.CannotAsk(Holder, Account, [], Ann));
        Assert.Null(PassDecider.CannotGive((Ann, Now), Holder, Account, [], Approves, Now + PassDecider.AskedFor));
    }

    [Fact]
    public void Whatever_speaks_against_it_is_named_when_it_is_asked_for_and_again_when_it_is_made()
    {
        (string Code, PassDecider.Holder Holder, DirectoryAccount? Account, ProtectedAccount[] Protected)[] cases =
        [
            ("pass-holder-held", Holder with { IsHeld = true }, Account, []),
            ("pass-holder-not-on-duty", Holder with { IsOnDuty = false }, Account, []),
            ("pass-key-at-hand", Holder with { HasKey = true }, Account, []),
            ("pass-keys-unknown", Holder with { HasKey = null }, Account, []),
            ("pass-no-account", Holder, null, []),
            ("pass-no-account", Holder, Account with { IsGuest = true }, []),
            ("pass-account-disabled", Holder, Account with { Enabled = false }, []),
            ("pass-account-protected", Holder, Account, Protected),
        ];
        foreach (var (code, holder, account, shielded) in cases)
        {
            Assert.Equal(code, PassDecider.CannotAsk(holder, account, shielded, Ann)?.Code);
            Assert.Equal(code, PassDecider.CannotGive((Ann, Now), holder, account, shielded, Approves, Now)?.Code);
        }
    }

    [Fact]
    public void Nobody_does_it_alone_nor_for_oneself_nor_without_the_role_nor_late()
    {
        Assert.Equal("pass-for-oneself", PassDecider.CannotAsk(Holder, Account, [], Person)?.Code);
        Assert.Equal("pass-for-oneself", Give((Ann, Now), Approves with { Id = Person }));
        Assert.Equal("pass-by-one", Give((Bob, Now), Approves));
        Assert.Equal("pass-not-asked", Give(null, Approves));
        Assert.Equal("pass-not-asked", Give((Ann, Now - PassDecider.AskedFor - TimeSpan.FromSeconds(1)), Approves));
        Assert.Equal("pass-not-asked", Give((Ann, Now + TimeSpan.FromSeconds(1)), Approves));
        var operates = Approves with { Roles = new HashSet<OperatorRole> { OperatorRole.Operator } };
        Assert.Equal("approver-without-role", Give((Ann, Now), operates));

        static string? Give((EmployeeId, DateTimeOffset)? asked, Approver by) =>
            PassDecider.CannotGive(asked, Holder, Account, [], by, Now)?.Code;
    }

    [Fact]
    public void Whoever_only_reads_serves_at_no_counter()
    {
        var auditor = Approves with { Roles = new HashSet<OperatorRole> { OperatorRole.Auditor } };
        Assert.Equal("keys-need-operator", KeyActor.Of(auditor).CannotServe?.Code);
        Assert.Null(KeyActor.Of(Approves).CannotServe);
    }
}
