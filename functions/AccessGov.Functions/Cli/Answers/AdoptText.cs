using AccessGov.App.Adopting;
using AccessGov.Core.Adopting;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>Candidates and refused lists, in words.</summary>
internal static class AdoptText
{
    /// <summary>Why an account looks like a worker's.</summary>
    public static string WhyOf(Session session, Candidate pair) =>
        string.Join(session.UiTexts["List.Between"], pair.Likenesses.Select(l => session.UiTexts[$"Likeness.{LikenessCodes.Of(l)}"]));

    /// <summary>How many others it could be.</summary>
    public static string OthersOf(Session session, Candidate pair) =>
        session.UiTexts.Of("Adopt.Others", pair.OthersOfWorker, pair.OthersOfAccount);

    /// <summary>What was written, and what was left out and why; beside the list where that is the answer.</summary>
    public static void Show(Session session, Candidates candidates, GivenOutput to)
    {
        var file = to.IsPiped ? session.UiTexts["Cli.StandardOutput"] : to.Path;
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    file,
                    pairs = candidates.Pairs.Count,
                    candidates.WorkersWithout,
                    accountsWithout = candidates.AccountsWithout.Select(a => a.UserPrincipalName),
                    leftOut = candidates.LeftOut.ToDictionary(l => LeftOutCodes.Of(l.Key), l => l.Value),
                    candidates.MissingSources,
                }
            );
            return;
        }
        var words = session.UiTexts;
        Action<string> say = to.IsPiped ? line => session.Complain(line, ExitCodes.Done) : session.Say;
        var workers = candidates.Pairs.DistinctBy(p => p.Worker.Worker.Id).Count();
        say(words.Of("Adopt.Written", candidates.Pairs.Count, workers, file));
        say(words.Of("Adopt.Without", candidates.WorkersWithout.Count, candidates.AccountsWithout.Count));
        foreach (var (why, number) in candidates.LeftOut)
            say(words.Of($"LeftOut.{LeftOutCodes.Of(why)}", number));
        if (candidates.MissingSources.Count > 0)
            say(words.Of("Adopt.MissingSources", string.Join(words["List.Between"], candidates.MissingSources)));
    }

    /// <summary>Why a list was not taken over; the exit code.</summary>
    public static int Complain(Session session, AdoptResult result)
    {
        var words = session.UiTexts;
        switch (result)
        {
            case AdoptResult.Faulty(var faults):
                if (session.IsJson)
                    session.WriteJson(new { faults });
                foreach (var fault in faults)
                    session.Complain(
                        words.Of("Adopt.Fault", fault.Row, fault.Column, words.Of($"PairFault.{fault.Code}", fault.Value)),
                        ExitCodes.Refused
                    );
                return session.Complain(words.Of("Adopt.Refused", faults.Count), ExitCodes.Refused);
            case AdoptResult.Unreadable(var reasons):
                foreach (var reason in reasons)
                    session.Complain(words.Of(reason), ExitCodes.Refused);
                return session.Complain(words["Adopt.Unreadable"], ExitCodes.Refused);
            case AdoptResult.NothingMarked:
                return session.Complain(words["Adopt.NothingMarked"], ExitCodes.Refused);
            case AdoptResult.Overtaken:
                return session.Complain(words["Adopt.Overtaken"], ExitCodes.Refused);
            default:
                throw new InvalidOperationException(result.GetType().Name);
        }
    }
}
