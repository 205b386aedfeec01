using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Images;

namespace TshActions.Tests.Images;

public class ImageShipmentTests
{
    private static readonly Digest Image = Digest.Of("image");
    private static readonly Digest A = Digest.Of("a");
    private static readonly Digest B = Digest.Of("b");
    private static readonly Digest C = Digest.Of("c");

    [Fact]
    public void A_host_without_anything_gets_everything_once() =>
        Plan([A, B, A], Has()).Send.ShouldBe([A, B]);

    [Fact]
    public void What_docker_has_from_the_lowest_layer_up_stays_here() =>
        Plan([A, B, C], Has([A, B])).Send.ShouldBe([C]);

    [Fact]
    public void A_layer_that_docker_has_on_top_of_others_is_another_one() =>
        Plan([A, B, C], Has([B, C])).Send.ShouldBe([A, B, C]);

    [Fact]
    public void What_arrived_earlier_is_not_sent_again() =>
        Plan([A, B, C], Has() with { Arrived = new HashSet<Digest> { B } }).Send.ShouldBe([A, C]);

    [Fact]
    public void The_image_itself_needs_nothing()
    {
        var has = Has() with
        {
            Images = new Dictionary<Digest, IReadOnlyList<Digest>> { [Image] = [A] },
        };

        Plan([A], has).Complete.ShouldBeTrue();
        Plan([A], has).Send.ShouldBeEmpty();
    }

    [Fact]
    public void Once_docker_was_wrong_it_is_not_asked_again() =>
        ImageShipment.Plan(Image, [A, B], Has([A]), trustDocker: false).Send.ShouldBe([A, B]);

    [Fact]
    public void Every_layer_is_sent_or_arrived_or_stands_below_one_docker_has()
    {
        var layers = Gen.Elements(A, B, C).ListOf().Select(list => list.ToList());
        Prop.ForAll(
                (
                    from image in layers
                    from known in layers
                    from arrived in layers
                    select (image, known, arrived)
                ).ToArbitrary(),
                case_ =>
                {
                    var (image, known, arrived) = case_;
                    var has = Has(known) with { Arrived = arrived.ToHashSet() };
                    var plan = Plan(image, has);
                    var common = image
                        .Zip(known)
                        .TakeWhile(pair => pair.First == pair.Second)
                        .Count();
                    return image
                            .Select(
                                (layer, at) =>
                                    at < common
                                    || has.Arrived.Contains(layer)
                                    || plan.Send.Contains(layer)
                            )
                            .All(there => there)
                        && plan.Send.Distinct().Count() == plan.Send.Count;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_the_host_says_is_read_and_strange_lines_are_passed_over()
    {
        var images = HostImages.Read(
            $"platform linux/arm64\nstore containerd\nimage {Image} {A} {B}\nimage nonsense\narrived {C.Hex}\narrived x\n\nhello"
        )!;

        images.Platform.ShouldBe(new ImagePlatform("linux", "arm64", ""));
        images.ContainerdStore.ShouldBeTrue();
        images.Images.ShouldHaveSingleItem().Value.ShouldBe([A, B]);
        images.Arrived.ShouldBe([C]);
    }

    [Fact]
    public void A_host_that_names_no_platform_was_not_understood() =>
        HostImages.Read($"image {Image} {A}").ShouldBeNull();

    private static ImageShipment Plan(IReadOnlyList<Digest> layers, HostImages host) =>
        ImageShipment.Plan(Image, layers, host, trustDocker: true);

    private static HostImages Has(params IReadOnlyList<Digest>[] images) =>
        new(
            new ImagePlatform("linux", "amd64", ""),
            false,
            images
                .Select((layers, at) => (Id: Digest.Of($"other {at}"), layers))
                .ToDictionary(image => image.Id, image => image.layers),
            new HashSet<Digest>()
        );
}
