using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Pages.Counter;

/// <summary>What was done at the counter, in one sentence and what comes next.</summary>
internal static class CounterText
{
    /// <summary>A number of a ticket as it is read out.</summary>
    public static string Spoken(TicketId id) => $"{id.Value[..4]}-{id.Value[4..]}";

    /// <summary>What came of a command.</summary>
    public static Notice Of(PortalContext here, KeyDecision decision) =>
        decision switch
        {
            KeyDecision.Refused(var why) => Refused(here, why),
            KeyDecision.Already => Notice.Waits(here.Ui["Portal.CounterAlready"], here.Ui["Portal.CounterAlreadyNext"]),
            KeyDecision.Done(var happened) => Of(here, happened, KeyEventCodes.Of(happened)),
            _ => throw new InvalidOperationException(decision.GetType().Name),
        };

    /// <summary>Nothing was done.</summary>
    public static Notice Refused(PortalContext here, Refusal why) =>
        Notice.Refused(here.Ui["Portal.CounterRefused"], here.Sentence(here.Text.Of(why)));

    public static Notice NoSerial(PortalContext here) =>
        Notice.Waits(here.Ui["Portal.SerialUnreadable"], here.Ui["Portal.SerialUnreadableNext"]);

    /// <summary>A person's name with the number, or the number alone.</summary>
    public static string NameOf(PeopleOfPlan people, EmployeeId id) =>
        people.Find(id) is { } person ? $"{VisibleText.Of(person.Name)} {id}" : id.Value;

    /// <summary>Only what waits for somebody is marked as not done.</summary>
    private static Notice Of(PortalContext here, KeyEvent happened, string code)
    {
        var (title, next) = (here.Ui.Of($"Portal.CounterSaid.{code}", happened.Serial), here.Ui[$"Portal.CounterNext.{code}"]);
        return happened is KeyEvent.LossAsked or KeyEvent.RevocationAsked ? Notice.Waits(title, next) : Notice.Done(title, next);
    }
}
