using AccessGov.Core.Campaign;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Campaign;

/// <summary>Who is written to: at most weekly, and nobody whose mail somebody else reads.</summary>
public sealed class ReminderDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 18, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, NoMail.Recent)]
    [InlineData(6.99, NoMail.Recent)]
    [InlineData(7, null)]
    [InlineData(400, null)]
    // A clock that was a little behind, and one that was wrong by a year.
    [InlineData(-0.5, NoMail.Recent)]
    [InlineData(-365, null)]
    public void One_mail_in_seven_days(double daysAgo, NoMail? why) =>
        Assert.Equal(why, Why(MailHistory.None.Mailed(Now.AddDays(-daysAgo))));

    [Theory]
    [InlineData(1, 0.5, NoMail.Refused)]
    [InlineData(1, 1, null)]
    [InlineData(2, 1, null)]
    [InlineData(3, 1, NoMail.Refused)]
    [InlineData(3, 7, null)]
    public void A_refused_address_is_tried_the_next_day_and_then_weekly(int times, double daysAgo, NoMail? why)
    {
        var history = MailHistory.None;
        for (var i = 0; i < times; i++)
            history = history.Refused(Now.AddDays(-daysAgo));
        Assert.Equal(why, Why(history));
        Assert.Null(Why(history.Mailed(Now.AddDays(-7))));
    }

    [Fact]
    public void Nobody_who_may_have_a_key_is_away_or_kept_out()
    {
        Assert.Equal(NoMail.Unknown, ReminderDecider.WhyNot(new(true, true, false, MailHistory.None), Now));
        Assert.Equal(NoMail.NotOnDuty, ReminderDecider.WhyNot(new(false, false, false, MailHistory.None), Now));
        Assert.Equal(NoMail.Held, ReminderDecider.WhyNot(new(false, true, true, MailHistory.None), Now));
    }

    [Fact]
    public void One_enabled_account_of_the_tenant_has_the_address()
    {
        var account = new DirectoryAccount(
            Guid.NewGuid(),
            new EmployeeId("000104"),
            "000104@city.example",
            true,
            AccountAttributes.Empty,
            false
        );
        Assert.Equal((null, "000104@city.example"), ReminderDecider.AddressOf([account]));
        Assert.Equal(NoMail.NoAccount, ReminderDecider.AddressOf([]).Why);
        Assert.Equal(NoMail.AccountDisabled, ReminderDecider.AddressOf([account with { Enabled = false }]).Why);
        Assert.Equal(NoMail.AccountUnclear, ReminderDecider.AddressOf([account with { IsGuest = true }]).Why);
        Assert.Equal(NoMail.AccountUnclear, ReminderDecider.AddressOf([account, account with { Enabled = false }]).Why);
        Assert.Equal(NoMail.NoAddress, ReminderDecider.AddressOf([account with { UserPrincipalName = "000104" }]).Why);
    }

    [Theory]
    [InlineData("a@city.example", true)]
    [InlineData("a.b+c'd@city.lg.jp", true)]
    [InlineData("a@b", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a", false)]
    [InlineData("@city.example", false)]
    [InlineData("a@", false)]
    [InlineData("a@b@c", false)]
    [InlineData("a@city..example", false)]
    [InlineData("a b@city.example", false)]
    [InlineData("a@city.example\r\nBcc: x@y.example", false)]
    [InlineData("<a@city.example>", false)]
    [InlineData("a,b@city.example", false)]
    [InlineData("山田@city.example", false)]
    public void Nothing_that_a_header_would_take_for_its_own_is_an_address(string? text, bool isOne) =>
        Assert.Equal(isOne, MailAddress.IsOne(text));

    private static NoMail? Why(MailHistory history) => ReminderDecider.WhyNot(new(false, true, false, history), Now);
}
