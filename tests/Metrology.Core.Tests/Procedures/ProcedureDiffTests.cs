using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Procedures;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Procedures;

public class ProcedureDiffTests
{
    private const string Path = "electricity/jjg-1148/2022.json";

    [Fact]
    public void Another_layout_of_the_same_content_has_no_difference_and_the_same_hash()
    {
        var file = ProcedureCatalog.Bytes(Path);
        var compact = JsonNode.Parse(file)!.AsObject();
        compact.Remove("$schema");
        var title = compact["title"]!.DeepClone();
        compact.Remove("title");
        compact["title"] = title;
        var (before, after) = (Load(file), Load(Encoding.UTF8.GetBytes(compact.ToJsonString())));

        Assert.Empty(ProcedureDiff.Of(before, after));
        Assert.Equal(before.ContentHash, after.ContentHash);
    }

    [Fact]
    public void Items_points_and_limits_are_named_by_their_ids()
    {
        var changes = ProcedureDiff.Of(ProcedureCatalog.Find("JJG 1148-2022")!, Changed(root =>
        {
            var items = root["items"]!.AsArray();
            items[1]!["acceptance"]!["limits"]!["1"]!["value"] = 0.9m;
            items[1]!["points"]!.AsArray().RemoveAt(1);
            items[0]!["checks"]!.AsArray().Add(new JsonObject { ["id"] = "new", ["label"] = new JsonObject { ["zh"] = "新", ["en"] = "New" } });
            root["revision"] = 3;
            var clock = items[2]!.DeepClone();
            items.RemoveAt(2);
            items.Insert(0, clock);
        }));

        Assert.Equal(
            [
                "added items.appearance.checks.new", "changed items.operating-error.acceptance.limits.1.value", "changed revision", "removed items.operating-error.points.half",
                "reordered items",
            ],
            changes.Select(change => $"{KebabCase.Of(change.Kind)} {change.Path}").Order(StringComparer.Ordinal));
        var limit = changes.Single(change => change.Path.EndsWith(".value", StringComparison.Ordinal));
        Assert.Equal(("1.0", "0.9"), (limit.Before, limit.After));
        Assert.Equal("检定项目 › operating-error › 判定 › 最大允许误差 › 1 › 值", limit.Where.Zh);
    }

    [Fact]
    public void A_trailing_zero_is_a_difference_because_it_is_a_digit() =>
        Assert.Equal("items.operating-error.acceptance.limits.1.value", Assert.Single(ProcedureDiff.Of(
            ProcedureCatalog.Find("JJG 1148-2022")!, Changed(root => root["items"]![1]!["acceptance"]!["limits"]!["1"]!["value"] = 1.00m))).Path);

    [Fact]
    public void Editions_differ_in_their_items()
    {
        var paths = ProcedureDiff.Of(ProcedureCatalog.Find("JJG 1148-2018")!, ProcedureCatalog.Find("JJG 1148-2022")!).ToDictionary(change => change.Path, change => change.Kind);

        Assert.Equal(ChangeKind.Removed, paths["items.payment-error"]);
        Assert.Equal(ChangeKind.Removed, paths["items.insulation"]);
        Assert.Equal(ChangeKind.Changed, paths["edition"]);
    }

    [Fact]
    public void What_is_frozen_stays()
    {
        var procedure = ProcedureCatalog.Find("JJG 1148-2022")!;
        var other = Changed(root => root["items"]![1]!["repeats"] = 3);
        Assert.Null(ProcedureFreeze.Check([procedure], procedure));
        Assert.Equal("procedure.frozen", ProcedureFreeze.Check([procedure], other)!.Code);
        Assert.Null(ProcedureFreeze.Check([procedure], other with { Revision = 3 }));
        Assert.Equal("procedure.older-revision", ProcedureFreeze.Check([procedure with { Revision = 4 }], other)!.Code);
    }

    private static Procedure Load(byte[] file) => ProcedureFile.Load(file).Procedure!;

    private static Procedure Changed(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(ProcedureCatalog.Bytes(Path))!.AsObject();
        change(root);
        return Load(Encoding.UTF8.GetBytes(root.ToJsonString()));
    }
}
