using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Metrology.Adapters.Modbus;
using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Dcc.Writing;
using Metrology.Procedures;
using Metrology.Testing;
using Metrology.Verify.Checking;
using static Metrology.Verify.Tests.SampleRewriting;

namespace Metrology.Verify.Tests;

/// <summary>Bundles of every kind, good ones and forged ones, of which every verifier must say the same (示例).</summary>
internal static class SampleAlterations
{
    /// <summary>What <c>recompute</c> says: the code of the first broken thing ("" when nothing is), and the place of the first difference.</summary>
    public static (string Code, string Path) Said(byte[] zip)
    {
        var bundle = RecordBundle.Read(zip);
        if (bundle.Refusal is { } refusal)
            return (refusal.Code, "");
        var load = bundle.Value.Load();
        if (load.Content is not { } content)
            return ("bundle.malformed", $"{load.Problems[0].Part}: {load.Problems[0].Problem.Path}");
        var reading = BundleReading.Of(content, []);
        return (reading.Findings.FirstOrDefault(one => one.IsBroken)?.Code ?? (reading.Result.Agrees ? "" : "bundle.differs"), reading.Result.Differences.Count == 0 ? "" : reading.Result.Differences[0].Path);
    }

    /// <summary>Every golden run, with the certificate that it ends in; the frozen records; readings with bytes; signed and unsigned; runs that end otherwise.</summary>
    public static IEnumerable<(string Name, byte[] Zip)> Good()
    {
        yield return ("signed", SampleBundle.Signed.ToZip());
        yield return ("unsigned", SampleBundle.Unsigned.ToZip());
        yield return ("with bytes", SampleRecord.BundleWithBytes().ToZip());
        yield return ("by Modbus RTU", SampleModbus.Of(ModbusMeter.RtuCodec).ToZip());
        yield return ("by Modbus TCP", SampleModbus.Of(ModbusMeter.TcpCodec).ToZip());
        yield return ("by signed records", SampleOcmf.Of().ToZip());
        yield return ("taken back", Certified(SampleRecord.BundleTakenBack()).ToZip());
        yield return ("measured again", Certified(SampleRecord.BundleMeasuredAgain()).ToZip());
        foreach (var shipped in ProcedureCatalog.All)
        {
            foreach (var run in shipped.GoldenRuns.Select(path => Path.GetFileNameWithoutExtension(path)))
                yield return ($"{shipped.Path} {run}", Certified(SampleRecord.Bundle(shipped.Path, run)).ToZip());
        }

        foreach (var folder in Directory.EnumerateDirectories(Repository.At("tests", "corpus", "records")).Order(StringComparer.Ordinal))
        {
            byte[] Part(string file) => File.ReadAllBytes(Path.Combine(folder, file));
            yield return ($"frozen {Path.GetFileName(folder)}", new RecordBundle(Part("record.json"), Part("procedure.json"), Part("evaluation.json"), []).Resealed().ToZip());
        }

        foreach (var (name, bundle) in Otherwise())
            yield return (name, bundle.ToZip());
    }

    /// <summary>Runs that are cut short, skipped or aborted, readings of nothing, other references, and every decision rule.</summary>
    private static IEnumerable<(string Name, RecordBundle Bundle)> Otherwise()
    {
        // Which procedure meets which change goes round, so that every change is met.
        foreach (var (turn, (procedure, run)) in new[] { ("electricity/jjg-1148/2022.json", "class-1-first"), ("pressure/jjg-52/2013.json", "class-1.6"), ("taximeter/jjg-738/2024.json", "boundary"), ("electricity/jjg-1085/2013.json", "class-0.02"), ("standards/jjf-1033/2023.json", "new") }.Index())
        {
            var whole = SampleRecord.Bundle(procedure, run);
            var events = JsonNode.Parse(whole.Record)!["events"]!.AsArray().Count;
            for (var at = 1 + turn; at < events; at += 13)
                yield return ($"{procedure} cut at {at}", Anew(whole, record => Cut(record, at)));
            for (var at = 2 + turn; at < events; at += 29)
            {
                foreach (var (kind, text, code) in new[] { ("Skipped", "示例 skip “a” <b>", (string?)null), ("Aborted", "示例", null), ("Interrupted", "示例", "bench.lost"), ("RepeatRequested", "示例", null), ("TakenBack", "示例", "environment/default/1"), ("TakenBack", "示例", "environment/default/01"), ("Commented", "示例", null), ("Paused", null, null) })
                {
                    if (TryAnew(whole, record => { Cut(record, at); record["events"]!.AsArray().Add(Event(at + 1, kind, text, code)); }) is { } other)
                        yield return ($"{procedure} {kind} at {at}", other);
                }
            }

            foreach (var (name, change) in References().Where((_, i) => i % 5 == turn))
            {
                if (TryAnew(whole, change) is { } other)
                    yield return ($"{procedure} {name}", other);
            }

            foreach (var value in new[] { 0m, 0.001m, 123456.789m })
            {
                if (TryAnew(whole, record => Nothing(record, value)) is { } other)
                    yield return ($"{procedure} readings {value.ToString(CultureInfo.InvariantCulture)}", other);
            }

            foreach (var (name, change) in Rules().Where((_, i) => i % 5 == turn))
            {
                if (WithProcedure(whole, change) is { } other)
                    yield return ($"{procedure} {name}", other);
            }
        }
    }

    /// <summary>One alteration after the other, most of them hidden from the manifest.</summary>
    public static IEnumerable<(string Name, byte[] Zip)> Forged()
    {
        foreach (var (name, bundle) in Bundles())
            yield return (name, bundle.ToZip());
        foreach (var (name, signed, _) in SampleKeys.Bundles)
            yield return ($"key {name}", signed);
        var zip = SampleBundle.Signed.ToZip();
        yield return ("a byte more", [.. zip, 0]);
        yield return ("cut", zip[..^30]);
        for (var at = 7; at < zip.Length; at += zip.Length / 15)
        {
            var changed = (byte[])zip.Clone();
            changed[at] ^= 0x41;
            yield return ($"byte {at}", changed);
        }
    }

    private static IEnumerable<(string Name, RecordBundle Bundle)> Bundles()
    {
        var (good, bytes, signed) = (SampleRecord.Bundle(), SampleRecord.BundleWithBytes(), SampleBundle.Signed);
        foreach (var (turn, whole) in new[] { good, bytes }.Index())
        {
            foreach (var (i, path) in Leaves(JsonNode.Parse(whole.Record)!).Index().Where(one => one.Index % 149 == 0 || one.Item is ["observations", "9", ..] or [_] or ["references" or "sources" or "procedure", ..]).Where((_, at) => at % 2 == turn).ToList())
            {
                var edited = Edited(whole.Record, path);
                yield return ($"edited {i} {string.Join('.', path)}", whole with { Record = edited });
                yield return ($"hidden {i} {string.Join('.', path)}", (whole with { Record = edited }).Resealed());
            }
        }

        foreach (var stale in SampleOcmf.Stale)
            yield return ($"signed for another step: {stale}", SampleOcmf.Of(stale));
        var back = SampleRecord.BundleTakenBack();
        yield return ("not taken back", Changed(back, record => Without(record, "TakenBack")));
        yield return ("taken back unread", Changed(back, record => record["events"]!.AsArray().First(one => (string?)one!["kind"] == "TakenBack")!["code"] = "roller/default/2"));
        yield return ("taken back silently", Changed(back, record => record["events"]!.AsArray().First(one => (string?)one!["kind"] == "TakenBack")!["text"] = " "));
        yield return ("the first value counts", Changed(back, record => Swapped(record, "length.circumference")));
        foreach (var (member, value) in new[] { ("text", "\"1.0000\""), ("value", "1.0000"), ("unit", "\"Wh\""), ("resolution", "0.001"), ("deviceTime", "\"2026-08-21T01:00:00+00:00\""), ("rawHash", "\"00\""), ("instrument", "\"SIM-0002\""), ("instrument", "\"SIM-0001\""), ("measurand", "\"voltage\"") })
            yield return ($"reading {member}", Changed(bytes, record => record["observations"]!.AsArray().First(one => (string?)one!["role"] == "reference")!["reading"]![member] = JsonNode.Parse(value)));
        yield return ("another meter", Changed(bytes, record => record["sources"]![0]!["address"] = "000000000009"));
        yield return ("another codec", Changed(bytes, record => record["sources"]![1]!["codec"] = "morse"));
        yield return ("no transcript", Changed(bytes, record => record["transcript"] = new JsonArray()));
        yield return ("another order", Changed(bytes, record => Swap(record)));
        foreach (var more in new[] { 0.2m, 0.6m, -0.6m })
            yield return ($"clock {more.ToString(CultureInfo.InvariantCulture)}", Anew(bytes, record => Clock(record, more)));
        foreach (var codec in new[] { ModbusMeter.RtuCodec, ModbusMeter.TcpCodec })
        {
            foreach (var (name, old, other) in new[] { ("map", "\\\"address\\\": 6", "\\\"address\\\": 4"), ("no map", "\"map\":", "\"mop\":"), ("a step", "\\\"resolution\\\": 0.0001}", "\\\"resolution\\\": 0.01}"), ("another slave", "\"address\": \"1\"", "\"address\": \"2\"") })
            {
                var meter = SampleModbus.Of(codec);
                var text = Encoding.UTF8.GetString(meter.Record);
                yield return ($"{codec} {name} {text.Contains(old, StringComparison.Ordinal)}", (meter with { Record = Encoding.UTF8.GetBytes(text.Replace(old, other, StringComparison.Ordinal)) }).Resealed());
            }
        }

        yield return ("registers", Anew(bytes, record => Registers(record)));
        foreach (var (name, change) in new (string, Action<JsonNode>)[]
        {
            ("a digest", one => one["values"]!["place"] = "0123456789abcdef"), ("a digest less", one => one["values"]!.AsObject().Remove("place")), ("a digest more", one => one["values"]!["observations[99].x"] = "0123456789abcdef"),
            ("hash of the record", one => one["parts"]!["record.json"] = new string('0', 64)), ("hash of the procedure", one => one["parts"]!["procedure.json"] = new string('0', 64)),
            ("hash of the evaluation", one => one["parts"]!["evaluation.json"] = new string('0', 64)), ("a part more", one => one["parts"]!["more.json"] = new string('0', 64)), ("a version", one => one["versions"]!["evaluation"] = 2),
            ("another form", one => one["format"] = "metrology-bundle/9"), ("a member more", one => one["more"] = 1),
        })
            yield return ($"manifest: {name}", good with { Manifest = Encoding.UTF8.GetBytes(ChangedNode(good.Manifest, change).ToJsonString()) });
        yield return ("spelled anew", good with { Record = Encoding.UTF8.GetBytes(JsonNode.Parse(good.Record)!.ToJsonString()) });
        yield return ("evaluation spelled anew", (good with { Evaluation = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(good.Evaluation).Replace(",\"points\"", ", \"points\"", StringComparison.Ordinal)) }).Resealed());
        yield return ("a mean", (good with { Evaluation = Encoding.UTF8.GetBytes(ChangedNode(good.Evaluation, one => one["items"]![1]!["points"]![0]!["mean"] = 0.1m).ToJsonString()) }).Resealed());
        yield return ("evaluation no JSON", (good with { Evaluation = "no"u8.ToArray() }).Resealed());
        foreach (var text in new[] { "{}", "[]", "null", "not json", "{\"format\":1}" })
        {
            yield return ($"record {text}", good with { Record = Encoding.UTF8.GetBytes(text) });
            yield return ($"manifest {text}", good with { Manifest = Encoding.UTF8.GetBytes(text) });
            yield return ($"procedure {text}", good with { Procedure = Encoding.UTF8.GetBytes(text) });
        }

        yield return ("a limit", (good with { Procedure = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(good.Procedure).Replace("\"value\": 1.0", "\"value\": 3.0", StringComparison.Ordinal)) }).Resealed());
        yield return ("a reading less", Changed(good, record => record["observations"]!.AsArray().RemoveAt(5)));
        yield return ("an event twice", Changed(good, record => record["events"]!.AsArray().Insert(3, record["events"]![3]!.DeepClone())));
        yield return ("signed content", Changed(good, record => record["signatures"]![0]!["content"] = new string('a', 64)));
        var forgedValue = (byte[])signed.Signature!.Clone();
        forgedValue[^1] ^= 1;
        using var stranger = SampleCertificate.NewKey();
        yield return ("signature: manifest", signed with { Manifest = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed.Manifest).Replace("Metrology", "Metr0logy", StringComparison.Ordinal)) });
        yield return ("signature: removed", signed with { Signature = null });
        yield return ("signature: value", signed with { Signature = forgedValue });
        yield return ("signature: unreadable", signed with { Signature = [1, 2, 3] });
        yield return ("signature: another key", signed with { Signature = stranger.SignManifest(signed.Manifest, SampleCertificate.SignedAt).Value });
        yield return ("signature: a stranger's", signed.SignedBy(stranger));
        yield return ("signature: procedure", signed with { Procedure = [.. signed.Procedure, (byte)'\n'] });
        foreach (var (name, change) in new (string, Func<CertificateParticulars, CertificateParticulars>)[]
        {
            ("serial number", one => one with { Item = one.Item with { SerialNumber = "SIM-0002" } }), ("work date", one => one with { WorkDate = one.WorkDate.AddDays(1) }), ("place", one => one with { Place = BilingualText.Same("别处") }),
            ("signatory", one => one with { Signatures = [one.Signatures[0] with { Name = "别人" }, .. one.Signatures.Skip(1)] }), ("simulated", one => one with { IsSimulated = false }),
            ("terms", one => one with { Calibration = new(true) }), ("number", one => one with { Number = "JD-2026-00001" }),
        })
            yield return ($"particulars: {name}", SampleBundle.Unsigned.With(change).WithManifest(null));
        foreach (var (old, other) in new[] { ("<si:valueXMLList>", "<si:valueXMLList>1"), ("<dcc:conformity>pass</dcc:conformity>", "<dcc:conformity>fail</dcc:conformity>"), ("uniqueIdentifier>MN-JD-2026-00001<", "uniqueIdentifier>MN-JD-2026-00002<") })
        {
            var text = Encoding.UTF8.GetString(SampleBundle.Unsigned.Certificates[0].Dcc!);
            if (text.Contains(old, StringComparison.Ordinal))
                yield return ($"certificate: {old}", SampleBundle.Unsigned.With(xml: _ => Encoding.UTF8.GetBytes(text.Replace(old, other, StringComparison.Ordinal))).WithManifest(null));
        }
    }

    /// <summary>The bundle with the certificate that its results make; the same where they make none.</summary>
    private static RecordBundle Certified(RecordBundle bundle)
    {
        var result = bundle.Recomputed();
        var terms = CalibrationTerms.AppliesTo(result.Plan!.Procedure) ? new CalibrationTerms(StatesConformity: true) : null;
        var said = SampleCertificate.Particulars("MN-JD-2026-00002", Language.Zh) with { Calibration = terms };
        if (!CertificateComposer.IsFinal(result.Plan, result.Evaluation!, terms) || DccWriter.Write(CertificateComposer.Compose(result.Plan, result.Evaluation!, said)) is not { IsRefused: false, Value: var dcc })
            return bundle;
        var record = result.Record with
        {
            Unit = new(said.Item.Name.Zh, said.Item.Model, said.Item.SerialNumber, said.Item.Manufacturer),
            Place = said.Place.Zh,
            Calibration = terms,
            Signatures = [.. said.Signatures.Select((one, i) => new RecordedSignature(i + 1, new[] { "submit", "check", "approve" }[i], "", "", one.Name, one.SignedAt, null))],
        };
        record = record with { Signatures = [.. record.Signatures.Select(one => one with { Content = record.ContentHash() })] };
        return RecordBundle.Of(record, bundle.Procedure, bundle.Evaluation, [new(said.Number, new CertificateFacts(CertificateFacts.CurrentFormat, new(DccWriter.Version, DccWriter.Edition), new string('0', 64), said).ToBytes(), dcc)]);
    }

    private static IEnumerable<(string Name, Action<JsonNode> Change)> References()
    {
        yield return ("no references", record => record["references"] = new JsonArray());
        foreach (var (u, k, unit) in new[] { ("0.2", "2", "%"), ("0", "2", "%"), ("0.001", "1.96", "1"), ("5", "2", "%"), ("0.0001", "3", "kWh"), ("0.003", "2", "kPa"), ("0.1", "2", "m/s") })
        {
            yield return ($"U {u} {unit}", record =>
            {
                foreach (var one in record["references"]!.AsArray())
                    (one!["expandedUncertainty"], one["coverageFactor"], one["unit"]) = (JsonNode.Parse(u), JsonNode.Parse(k), unit);
            }
            );
        }
    }

    private static IEnumerable<(string Name, Action<JsonNode> Change)> Rules()
    {
        foreach (var rule in DecisionQuestion.RuleIds)
            yield return ($"rule {rule}", procedure => Accept(procedure, acceptance => acceptance["rule"] = Fact(rule)));
        foreach (var statistic in new[] { "worst", "standard-deviation", "range" })
            yield return ($"statistic {statistic}", procedure => Accept(procedure, acceptance => acceptance["statistic"] = Stated(procedure, statistic)));
        yield return ("coverage", procedure => Accept(procedure, acceptance => acceptance["coverage"] = Fact(new JsonObject { ["probability"] = 0.95 })));
        yield return ("coverage 99", procedure => Accept(procedure, acceptance => acceptance["coverage"] = Fact(new JsonObject { ["probability"] = 0.9973 })));
        yield return ("one side", procedure => Accept(procedure, acceptance => { foreach (var row in acceptance["limits"]!.AsObject()) row.Value!["value"] = new JsonObject { ["upper"] = 0.3 }; }));
        yield return ("two sides", procedure => Accept(procedure, acceptance => { foreach (var row in acceptance["limits"]!.AsObject()) row.Value!["value"] = new JsonObject { ["lower"] = -0.7, ["upper"] = 0.31 }; }));
        yield return ("no limit", procedure => Accept(procedure, acceptance => { foreach (var row in acceptance["limits"]!.AsObject()) row.Value!["value"] = null; }));
        yield return ("unrounded", procedure => Accept(procedure, acceptance => acceptance["decide"] = Fact("unrounded")));
        yield return ("limit fails", procedure => Accept(procedure, acceptance => acceptance["limitPasses"] = Stated(procedure, false)));
        foreach (var (distribution, more) in new[] { ("rectangular", ""), ("triangular", ""), ("u-shaped", ""), ("normal", ""), ("trapezoidal", "beta"), ("student", "degreesOfFreedom"), ("table", "density") })
        {
            yield return ($"component {distribution}", procedure =>
            {
                foreach (var item in procedure["items"]!.AsArray().Where(one => one!["acceptance"] is not null))
                {
                    var component = new JsonObject { ["id"] = "more", ["label"] = new JsonObject { ["zh"] = "示例分量", ["en"] = "example" }, ["distribution"] = distribution, ["halfWidth"] = 0.013, ["unit"] = (string?)item!["acceptance"]!["unit"], ["confirmed"] = false, ["source"] = "示例" };
                    if (more == "beta")
                        component["beta"] = 0.5;
                    if (more == "degreesOfFreedom")
                        component["degreesOfFreedom"] = 5;
                    if (more == "density")
                        component["density"] = new JsonArray(new JsonArray(-1, 0), new JsonArray(0, 1), new JsonArray(1, 0.5));
                    item["budget"] = new JsonArray(component);
                    item["acceptance"]!["coverage"] = Fact(new JsonObject { ["probability"] = 0.95 });
                }
            }
            );
        }

        foreach (var (name, formula) in new[] { ("abs", "abs({0})"), ("max", "max({0}, -{0} / 3)"), ("square", "({0}) * ({0})"), ("root", "sqrt(({0}) * ({0}) + 0.000001)"), ("if", "if({0} > 0, {0}, 2 * ({0}))"), ("round", "round({0}, 0.0001)"), ("sine", "sin({0}) + exp({0}) - 1 - ln(1 + {0})"), ("power", "(1 + {0})^3 - (1 + {0})^-2"), ("interp", "interp({0}, -1, -2, 0, 0, 1, 3)"), ("mean", "mean({0}, {0}, 0) + min({0}, 1) + sd({0}, 0)"), ("none", "({0}) / 0.5 / (({0}) - ({0}))") })
        {
            yield return ($"formula {name}", procedure =>
            {
                foreach (var item in procedure["items"]!.AsArray().Where(one => one!["formula"] is not null))
                    item!["formula"] = string.Format(CultureInfo.InvariantCulture, formula, $"({(string)item["formula"]!})");
            }
            );
        }
    }

    private static void Accept(JsonNode procedure, Action<JsonNode> change)
    {
        foreach (var item in procedure["items"]!.AsArray().Where(one => one!["acceptance"] is not null))
            change(item!["acceptance"]!);
    }

    private static JsonObject Fact(JsonNode? value) => new() { ["value"] = value, ["confirmed"] = false, ["source"] = "示例" };

    private static JsonNode Stated(JsonNode procedure, JsonNode value) => procedure["format"] is null ? value : Fact(value);
}
