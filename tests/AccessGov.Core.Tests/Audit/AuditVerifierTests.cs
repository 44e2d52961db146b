using System.Security.Cryptography;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using CsCheck;

namespace AccessGov.Core.Tests.Audit;

public sealed class AuditVerifierTests
{
    private static readonly SampleChain Chain = SampleChain.Of(
        Enumerable.Range(0, 8).Select(i => SampleChain.FactOf(i, CanonicalJson.Empty))
    );

    [Fact]
    public void An_independent_verifier_agrees_on_good_and_on_broken_chains() =>
        Gen.Select(SampleChain.Any, Gen.Bool, Gen.Int[0, int.MaxValue], Gen.Int[0, 9])
            .Sample(
                (chain, inFacts, where, what) =>
                {
                    var (facts, checkpoints) = (chain.FactBytes, chain.CheckpointBytes);
                    ref var file = ref facts;
                    if (!inFacts)
                        file = ref checkpoints;
                    var at = where % file.Length;
                    if (what == 1)
                        file = file[..at];
                    if (what == 2)
                        file = [.. file[..at], .. file[(at + 1)..]];
                    if (what >= 3)
                        file[at] ^= (byte)(1 << (what - 3));
                    Assert.Equal(
                        PlainVerifier.Holds(facts, checkpoints, SampleChain.Pem),
                        SampleChain.Verify(facts, checkpoints) is AuditVerdict.Verified
                    );
                },
                iter: SampleChain.Cases,
                threads: 2
            );

    [Fact]
    public void A_chain_cut_together_with_its_checkpoints_breaks_against_a_checkpoint_kept_elsewhere()
    {
        var earlier = SampleChain.Of(Enumerable.Range(0, 4).Select(i => SampleChain.FactOf(i, CanonicalJson.Empty)));
        Assert.IsType<AuditVerdict.Verified>(earlier.Verify());
        var kept = Read(Chain.Checkpoints.Split('\n')[1]);
        var broken = Assert.IsType<AuditVerdict.Broken>(earlier.Verify(SampleChain.Question with { Kept = [kept] }));
        Assert.Equal((AuditFileNames.Facts, 5L), (broken.File, broken.Line));
        Assert.Contains(", 8, 4)", $"{broken.Why}", StringComparison.Ordinal);
        Assert.IsType<AuditVerdict.Verified>(Chain.Verify(SampleChain.Question with { Kept = [kept] }));
    }

    [Fact]
    public void A_chain_written_anew_with_the_right_key_breaks_against_a_checkpoint_kept_elsewhere()
    {
        static SampleChain Anew(int every) =>
            SampleChain.Of(Enumerable.Range(0, 8).Select(i => SampleChain.FactOf(i, CanonicalJson.Empty, "other")), every);
        var (first, second) = (Read(Chain.Checkpoints.Split('\n')[0]), Read(Chain.Checkpoints.Split('\n')[1]));
        Assert.IsType<AuditVerdict.Verified>(Anew(4).Verify());
        Broken(Anew(4).Verify(SampleChain.Question with { Kept = [first] }), "Audit.not-the-kept");
        // It has no second checkpoint to compare, and its eighth line is another one.
        Broken(Anew(8).Verify(SampleChain.Question with { Kept = [second] }), "Audit.chain-rewritten");
    }

    [Fact]
    public void What_was_kept_elsewhere_must_itself_be_signed_by_a_key_of_the_record()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kept = SignedCheckpoint.Sign(
            Read(Chain.Checkpoints.Split('\n')[0]).Checkpoint with
            {
                Key = KeyId.Of(stranger.ExportSubjectPublicKeyInfo()),
            },
            text => stranger.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        );
        Broken(Chain.Verify(SampleChain.Question with { Kept = [kept] }), "Audit.kept-not-of-record");
    }

    [Fact]
    public void A_checkpoint_that_covers_less_than_the_one_before_it_is_found_although_its_signature_fits()
    {
        var last = Read(Chain.Checkpoints.Split('\n')[1]);
        var less = SignedCheckpoint.Sign(
            last.Checkpoint with
            {
                Number = 3,
                Size = 4,
                Previous = last.LineHash,
            },
            text => SampleChain.Signer.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        );
        Broken((Chain with { Checkpoints = Chain.Checkpoints + less.Line + "\n" }).Verify(), "Audit.covers-less(4, 8)");
    }

    [Fact]
    public void Another_key_another_tenant_or_no_checkpoint_is_not_trusted()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var strangers = CheckpointKeys.FromPem(stranger.ExportSubjectPublicKeyInfoPem());
        Broken(Chain.Verify(SampleChain.Question with { Keys = strangers }), "Audit.key-not-given");
        Broken(Chain.Verify(SampleChain.Question with { Tenant = TenantId.Parse("nagano") }), "Audit.other-tenant(suzaka, nagano)");
        Broken(SampleChain.Verify(Chain.FactBytes, []), "Audit.nothing-signed");
    }

    [Fact]
    public void A_checkpoint_signed_twice_cannot_take_the_place_of_the_one_that_the_next_one_follows()
    {
        var signed = Chain.Checkpoints.Split('\n');
        var four = AuditChain.Genesis(SampleChain.Tenant) with { Size = 4, Hash = Read(signed[0]).Checkpoint.Head };
        var twin = SampleChain.Sign(four, null);
        Assert.NotEqual(signed[0], twin.Line);
        var broken = Assert.IsType<AuditVerdict.Broken>((Chain with { Checkpoints = $"{twin.Line}\n{signed[1]}\n" }).Verify());
        Assert.Equal((AuditFileNames.Checkpoints, 2L), (broken.File, broken.Line));
        Assert.Equal("Audit.checkpoint-unlinked", broken.Why.Key);
    }

    [Fact]
    public void A_number_that_skips_is_found_although_hashes_and_signature_fit()
    {
        var (one, head) = AuditChain.Append(AuditChain.Genesis(SampleChain.Tenant), SampleChain.FactOf(1, CanonicalJson.Empty));
        var (three, skipped) = AuditChain.Append(head with { Size = 2 }, SampleChain.FactOf(3, CanonicalJson.Empty));
        var forged = new SampleChain($"{one.Line}\n{three.Line}\n", SampleChain.Sign(skipped with { Size = 2 }, null).Line + "\n", skipped);
        Broken(forged.Verify(), "Audit.other-number(3, 2)");
    }

    [Fact]
    public void Keys_of_two_generations_verify_together()
    {
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var latest = Read(Chain.Checkpoints.Split('\n')[^2]);
        var next = SignedCheckpoint.Sign(
            (
                (CheckpointStep.ToSign)Checkpoint.Next(Chain.Head, latest, SampleChain.Start, KeyId.Of(second.ExportSubjectPublicKeyInfo()))
            ).Checkpoint,
            text => second.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        );
        var both = CheckpointKeys.FromPem(SampleChain.Pem + "\n" + second.ExportSubjectPublicKeyInfoPem());
        var verified = Assert.IsType<AuditVerdict.Verified>(
            (Chain with { Checkpoints = Chain.Checkpoints + next.Line + "\n" }).Verify(SampleChain.Question with { Keys = both })
        );
        Assert.Equal(both.Ids, verified.SignedBy);
    }

    [Fact]
    public void A_private_key_or_another_curve_is_refused_as_public_key()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.ThrowsAny<FormatException>(() => CheckpointKeys.FromPem(p384.ExportSubjectPublicKeyInfoPem()));
        Assert.ThrowsAny<FormatException>(() => CheckpointKeys.FromPem(SampleChain.Signer.ExportPkcs8PrivateKeyPem()));
        Assert.ThrowsAny<FormatException>(() => CheckpointKeys.FromPem("nothing"));
    }

    [Fact]
    public void No_checkpoint_is_signed_over_a_chain_that_was_rolled_back_or_rewritten()
    {
        var latest = SampleChain.Sign(Chain.Head, null);
        var refused = Assert.IsType<CheckpointStep.Refused>(
            Checkpoint.Next(Chain.Head with { Size = 7 }, latest, SampleChain.Start, latest.Checkpoint.Key)
        );
        Assert.Equal("Audit.chain-rolled-back(7, 1, 8)", $"{refused.Why}");
        var rewritten = Chain.Head with { Hash = AuditChain.Genesis(SampleChain.Tenant).Hash };
        Assert.IsType<CheckpointStep.Refused>(Checkpoint.Next(rewritten, latest, SampleChain.Start, latest.Checkpoint.Key));
    }

    [Fact]
    public void Effects_without_their_counterpart_are_gaps_and_do_not_break_the_chain()
    {
        List<Fact> facts = [];
        void Add(FactKind kind, string action, int minute = 0) => facts.Add(SampleChain.Step(facts.Count, kind, action, minute));
        for (var i = 0; i < 25; i++)
            Add(FactKind.ActionIntended, $"open{i}");
        Add(FactKind.ActionIntended, "done");
        Add(FactKind.ActionApplied, "done");
        Add(FactKind.ActionApplied, "done");
        Add(FactKind.ActionApplied, "never-intended");
        Add(FactKind.ActionIntended, "open3");
        Add(FactKind.ActionIntended, "young", minute: 59);
        var question = SampleChain.Question with { AsOf = SampleChain.Start.AddMinutes(61), Lease = TimeSpan.FromMinutes(60) };
        var gaps = Assert.IsType<AuditVerdict.Verified>(SampleChain.Of(facts).Verify(question)).Gaps;
        Assert.Equal((25L, 20), (gaps.OpenIntents.Count, gaps.OpenIntents.First.Count));
        Assert.Equal([28L, 29L], gaps.UnmatchedOutcomes.First.Select(g => g.Line));
        Assert.Equal([30L], gaps.RepeatedIntents.First.Select(g => g.Line));
        Assert.Equal(1, gaps.Waiting);
        Assert.False(gaps.None);
    }

    [Fact]
    public void Two_plans_may_intend_the_same_action_at_the_same_time()
    {
        List<Fact> facts = [];
        void Add(FactKind kind, string plan)
        {
            var step = SampleChain.Step(facts.Count, kind, "disable");
            facts.Add(new Fact(step.Id, step.Tenant, step.At, kind, step.Actor, step.Subject, step.Body, plan, step.Row));
        }
        void Made(string plan) => facts.Add(SampleChain.OfPlan(facts.Count, FactKind.PlanMade, plan, "trigger:Test", "clear"));
        Made("plan:everybody");
        Made("plan:leaver");
        Add(FactKind.ActionIntended, "plan:everybody");
        Add(FactKind.ActionIntended, "plan:leaver");
        Add(FactKind.ActionApplied, "plan:leaver");
        Add(FactKind.ActionApplied, "plan:everybody");
        var gaps = Assert.IsType<AuditVerdict.Verified>(SampleChain.Of(facts).Verify(SampleChain.Question)).Gaps;
        Assert.Equal((true, 0L), (gaps.None, gaps.Waiting));
    }

    /// <summary>m made, a approved by another, s approved by the author, h held back, i intended, r refused again by the brake.</summary>
    [Theory]
    [InlineData("clear", "mi", 0)]
    [InlineData("needs-approval", "mi", 1)]
    [InlineData("needs-approval", "mai", 0)]
    [InlineData("needs-approval", "mia", 1)]
    [InlineData("needs-approval", "msi", 1)]
    [InlineData("needs-approval", "mami", 1)]
    [InlineData("refused", "mi", 1)]
    [InlineData("clear", "mhi", 1)]
    [InlineData("clear", "mhai", 0)]
    [InlineData("clear", "i", 1)]
    [InlineData("clear", "mri", 1)]
    [InlineData("needs-approval", "mrai", 1)]
    public void An_intent_of_a_plan_that_needed_approval_and_had_none_is_found(string verdict, string steps, int found)
    {
        const string Plan = "plan:1";
        var facts = steps.Select(
            (step, i) =>
                step switch
                {
                    'm' => SampleChain.OfPlan(i, FactKind.PlanMade, Plan, "000001", verdict),
                    'a' => SampleChain.OfPlan(i, FactKind.PlanApproved, Plan, "000002", verdict),
                    's' => SampleChain.OfPlan(i, FactKind.PlanApproved, Plan, "000001", verdict),
                    'r' => SampleChain.OfPlan(i, FactKind.PlanRejected, Plan, "000002", verdict),
                    'h' => SampleChain.OfPlan(i, FactKind.PlanRefused, Plan, "trigger:Test", "needs-approval"),
                    _ => SampleChain.OfPlan(i, FactKind.ActionIntended, Plan, "trigger:Test", verdict),
                }
        );
        var gaps = Assert.IsType<AuditVerdict.Verified>(SampleChain.Of(facts).Verify(SampleChain.Question)).Gaps;
        Assert.Equal(found, gaps.Unapproved.Count);
        Assert.Equal(found == 0 ? [] : [steps.IndexOf('i', StringComparison.Ordinal) + 1L], gaps.Unapproved.First.Select(g => g.Line));
    }

    /// <summary>A trigger made the plan of what 1 asked for and 2 supplied: neither of them is somebody else.</summary>
    [Theory]
    [InlineData("000001", 1)]
    [InlineData("000002", 1)]
    [InlineData("000003", 0)]
    public void Who_asked_for_a_plan_or_supplied_what_it_rests_on_is_no_approver(string approver, int found)
    {
        var authors = new FactBody().Add("author", "000001").Add("authors", ["000002"]).Add("verdict", "needs-approval");
        foreach (var isToldWithTheApproval in new[] { false, true })
        {
            var (made, approved) = isToldWithTheApproval ? (new FactBody(), authors) : (authors, new FactBody());
            Fact[] facts =
            [
                Of(0, FactKind.PlanMade, "trigger:Test", made),
                Of(1, FactKind.PlanApproved, approver, approved),
                SampleChain.OfPlan(2, FactKind.ActionIntended, "plan:1", "trigger:Test", ""),
            ];
            var gaps = Assert.IsType<AuditVerdict.Verified>(SampleChain.Of(facts).Verify(SampleChain.Question)).Gaps;
            Assert.Equal(found, gaps.Unapproved.Count);
        }

        static Fact Of(int i, FactKind kind, string actor, FactBody body) =>
            new(
                FactId.Parse($"test/{i}"),
                SampleChain.Tenant,
                SampleChain.Start,
                kind,
                Actor.Parse(actor),
                "plan:1",
                body.ToJson(),
                "plan:1",
                $"fact|{i:D6}"
            );
    }

    private static SignedCheckpoint Read(string line) => SignedCheckpoint.Parse(System.Text.Encoding.UTF8.GetBytes(line));

    private static void Broken(AuditVerdict verdict, string why) =>
        Assert.Contains(why, $"{Assert.IsType<AuditVerdict.Broken>(verdict).Why}", StringComparison.Ordinal);
}
