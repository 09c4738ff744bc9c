using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Dcc.Writing;
using static Metrology.Verify.Tests.SampleRewriting;

namespace Metrology.Verify.Tests;

/// <summary>A bundle with one text, number or attribute after the other changed by a program and the manifest made anew, so that only what follows from the record can tell (示例).</summary>
internal static partial class SampleDifferentials
{
    private static readonly string[] Templates =
    [
        "{}", "{\"name\":null}", "{\"name\":\"x\",\"languages\":\"en\"}", "{\"name\":\"x\",\"languages\":\"Bilingual\"}", "{\"name\":\"x\",\"languages\":\"both\"}", "{\"name\":\"x\",\"statements\":[{\"zh\":\"\",\"en\":\"\"}]}",
        "{\"name\":\"x\",\"statements\":[null]}", "{\"name\":\"x\",\"statements\":null}", "{\"name\":\"x\",\"statements\":[{\"zh\":\"一\"}]}", "{\"name\":\"x\",\"columns\":{\"chart\":true}}", "{\"name\":\"x\",\"columns\":{\"mean\":false}}", "{\"name\":\"x\",\"columns\":null}",
        "{\"name\":\"x\",\"columns\":{\"graph\":true}}", "{\"name\":\"x\",\"barcode\":true}", "{\"name\":\"x\",\"scope\":\"some\"}", "{\"name\":\"x\",\"institutionName\":{\"zh\":\"一\",\"en\":\"one\"}}", "{\"name\":\"x\",\"logoHash\":7}", "{\"name\":\"x\",\"languages\":1}", "{\"name\":\"x\",\"languages\":\"en,en\"}", "{\"name\":\"x\",\"scope\":\"all\\u3000\"}",
    ];

    /// <summary>Good bundles first: in Chinese, in English, in both with statements and plots, with blanks of every kind in texts.</summary>
    public static IEnumerable<(string Name, byte[] Zip)> All()
    {
        var (plain, both) = (SampleBundle.Unsigned, Written(one => one with { Template = Bilingual, Institution = one.Institution with { Name = new(" 示例\u3000院 ", "Example  Institute\u00a0of") } }));
        yield return ("plain", plain.WithManifest(null).ToZip());
        yield return ("bilingual", both.ToZip());
        yield return ("English", Written(one => one with { Language = Language.En }).ToZip());
        yield return ("bare", Written(one => one with { Item = one.Item with { Manufacturer = "", SerialNumber = one.Item.SerialNumber }, Replaces = null, Ledger = null, Standards = [], Equipment = [], CheckAddress = "<&>\"'" }).ToZip());
        foreach (var (name, bundle, step) in new[] { ("plain", plain, 7), ("bilingual", both, 4) })
        {
            foreach (var (i, xml) in Changes(Encoding.UTF8.GetString(bundle.Certificates[0].Dcc!)).Index().Where(one => one.Index % step == 0))
                yield return ($"{name} dcc.xml {i}", bundle.With(xml: _ => Encoding.UTF8.GetBytes(xml)).WithManifest(null).ToZip());
        }

        foreach (var (name, change) in Particulars(both))
            yield return ($"particulars {name}", Rewritten(both, change).ToZip());
        foreach (var (i, path) in Leaves(JsonNode.Parse(plain.Record)).Index().Where(one => one.Index % 127 == 0))
            yield return ($"record {i} {string.Join('.', path)}", (plain with { Record = Edited(plain.Record, path) }).WithManifest(null).ToZip());
        foreach (var (i, path) in Leaves(JsonNode.Parse(plain.Procedure)).Index().Where(one => one.Index % 47 == 0))
            yield return ($"procedure {i} {string.Join('.', path)}", (plain with { Procedure = Edited(plain.Procedure, path) }).WithManifest(null).ToZip());
        foreach (var (i, path) in Leaves(JsonNode.Parse(plain.Evaluation)).Index().Where(one => one.Index % 127 == 0))
            yield return ($"evaluation {i} {string.Join('.', path)}", (plain with { Evaluation = Edited(plain.Evaluation, path) }).WithManifest(null).ToZip());
    }

    private static PinnedTemplate Bilingual { get; } = new(new string('a', 64), 1, new()
    {
        Name = "示例",
        Languages = PaperLanguages.Bilingual,
        Statements = [new("示例声明", "Example statement"), BilingualText.Same("—")],
        Columns = new(Chart: true),
    });

    /// <summary>With other particulars and the XML that follows from them.</summary>
    private static RecordBundle Written(Func<CertificateParticulars, CertificateParticulars> change)
    {
        var result = SampleBundle.Unsigned.Recomputed();
        return SampleBundle.Unsigned.With(change, _ => DccWriter.Write(CertificateComposer.Compose(result.Plan!, result.Evaluation!, change(SampleBundle.Unsigned.Certificates[0].Load().Value!.Particulars))).Value).WithManifest(null);
    }

    private static IEnumerable<(string Name, Action<JsonNode> Change)> Particulars(RecordBundle bundle)
    {
        var particulars = bundle.Certificates[0].Particulars;
        foreach (var path in Leaves(JsonNode.Parse(particulars)))
        {
            yield return (string.Join('.', path), root => Set(root, path, JsonNode.Parse(Edited(particulars, path))!));
            yield return ($"{string.Join('.', path)} null", root => Put(root, path, null));
        }

        foreach (var template in Templates)
            yield return ($"template {template}", root => root["particulars"]!["template"]!["content"] = JsonNode.Parse(template));
        yield return ("order of signatories", root => root["particulars"]!["signatures"] = new JsonArray([.. root["particulars"]!["signatures"]!.AsArray().Reverse().Select(one => one!.DeepClone())]));
        foreach (var role in SampleRewriting.Misspelt("verifier"))
            yield return ($"role “{role}”", root => root["particulars"]!["signatures"]![0]!["role"] = role);
        foreach (var language in SampleRewriting.Misspelt("zh"))
            yield return ($"language “{language}”", root => root["particulars"]!["language"] = language);
        foreach (var instant in new[] { "2026-08-22T10:00+08:00", "2026-08-22T10:00:00", "2026-08-22T10:00:00+08:00" })
            yield return ($"signed at {instant}", root => root["particulars"]!["signatures"]![0]!["signedAt"] = instant);
        yield return ("revision -1", root => root["particulars"]!["template"]!["revision"] = -1);
        yield return ("no signatory", root => root["particulars"]!["signatures"] = new JsonArray());
        yield return ("a member more", root => root["particulars"]!["item"]!["more"] = 1);
        yield return ("last year", root => root["particulars"]!["workDate"] = "9999-12-31");
        yield return ("a short root", root => root["particulars"]!["ledger"]!["root"] = "0123");
        yield return ("a control character", root => root["particulars"]!["customer"]!["name"] = "a\u0001b");
        yield return ("a carriage return", root => root["particulars"]!["customer"]!["name"] = "a\rb\tc\nd");
        yield return ("beyond the first plane", root => root["particulars"]!["customer"]!["name"] = "𠮷\uFEFF x");
    }

    private static void Set(JsonNode root, string[] path, JsonNode changed) => Put(root, path, path.Aggregate((JsonNode?)changed, At)?.DeepClone());

    private static void Put(JsonNode root, string[] path, JsonNode? value)
    {
        var parent = path[..^1].Aggregate((JsonNode?)root, At)!;
        if (parent is JsonArray items)
            items[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else
            parent[path[^1]] = value;
    }

    private static RecordBundle Rewritten(RecordBundle bundle, Action<JsonNode> change) =>
        (bundle with { Certificates = [bundle.Certificates[0] with { Particulars = Encoding.UTF8.GetBytes(ChangedNode(bundle.Certificates[0].Particulars, change).ToJsonString()) }] }).WithManifest(null);

    /// <summary>Each text and each attribute with another letter or blank; then elements that are gone, twice or something else, and what is no element.</summary>
    private static IEnumerable<string> Changes(string xml)
    {
        foreach (var (i, match) in Values().Matches(xml).Index())
            yield return xml.Remove(match.Index, match.Length).Insert(match.Index, (i % 5) switch { 0 => match.Value + "1", 1 => " " + match.Value, 2 => match.Value.Contains(' ', StringComparison.Ordinal) ? match.Value.Replace(" ", "  ", StringComparison.Ordinal) : match.Value + "x", 3 => match.Value.Contains(' ', StringComparison.Ordinal) ? match.Value.Replace(' ', '\u00a0') : "", _ => match.Value + "不" });
        foreach (var (i, match) in Lines().Matches(xml).Index().Where(one => one.Index % 9 == 0))
            yield return xml.Remove(match.Index, match.Length).Insert(match.Index, (i % 4) switch { 0 => "", 1 => match.Value + match.Value, 2 => "\n<!-- -->" + match.Value, _ => match.Value.Replace("dcc:", "si:", StringComparison.Ordinal) });
        foreach (var (old, other) in new[] { ("<?xml", "\uFEFF<?xml"), ("utf-8", "UTF-8"), ("</dcc:comment>", "</dcc:comment> "), ("<dcc:comment>", "<dcc:comment><![CDATA[x]]>"), ("edition=\"1\"", "edition='1'"), ("<dcc:comment>", "<dcc:comment"), ("schemaVersion=\"3.3.0\"", "schemaVersion=\"3.2.1\""), ("<dcc:administrativeData>", "<?x y?><dcc:administrativeData>") })
            yield return xml.Replace(old, other, StringComparison.Ordinal);
    }

    /// <summary>Text of elements and values of attributes that are not names of namespaces.</summary>
    [GeneratedRegex("(?<=>)[^<>\\s][^<>]*(?=<)|(?<= (?!xmlns)[A-Za-z]+=\")[^\"]*")]
    private static partial Regex Values();

    /// <summary>An element of one text on a line of its own.</summary>
    [GeneratedRegex("\n *<([a-z]+:[A-Za-z_0-9]+)[^<>]*>[^<>]*</\\1>")]
    private static partial Regex Lines();
}
