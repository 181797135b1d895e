# The service as an image, built with nothing but Docker:
#
#   docker build -t rollover .                        computes on the processors (amd64, arm64)
#   docker build --target cuda -t rollover:cuda .     computes on an NVIDIA GPU (amd64)

ARG MAVEN_IMAGE=maven:3-eclipse-temurin-25
ARG JAVA_IMAGE=eclipse-temurin:25-jre
# Has the libraries of the libtorch that the JNI of pytorch-jni is made for, with CUDA.
ARG CUDA_IMAGE=pytorch/pytorch:2.7.1-cuda12.8-cudnn9-runtime

# The jar in layers, dependencies apart from the application; and libtorch apart from both, unpacked.
FROM ${MAVEN_IMAGE} AS build
WORKDIR /build
COPY pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -ntp -Dmaven.test.skip -Dspotless.check.skip package \
    && cp target/rollover-*.jar rollover.jar \
    && java -Djarmode=tools -jar rollover.jar extract --layers --destination layers
RUN platform=linux-$(uname -m) \
    && mkdir unpacked libtorch libtorch-cuda && cd unpacked \
    && jar xf ../layers/dependencies/lib/pytorch-native-cpu-*.jar \
    && jar xf ../layers/dependencies/lib/pytorch-jni-*.jar \
    && mv pytorch/cpu/$platform/*.so* jnilib/$platform/cpu/libdjl_torch.so ../libtorch/ \
    && if [ -d jnilib/$platform/cu128 ]; then mv jnilib/$platform/cu128/libdjl_torch.so ../libtorch-cuda/; fi \
    && rm -r ../unpacked ../layers/dependencies/lib/pytorch-native-cpu-*.jar

# All but what a training run leaves.
FROM ${JAVA_IMAGE} AS untrained
COPY --from=build /build/libtorch/ /opt/libtorch/
COPY --from=build /build/layers/dependencies/ /opt/rollover/
COPY --from=build /build/layers/snapshot-dependencies/ /opt/rollover/
COPY --from=build /build/layers/application/ /opt/rollover/
COPY src/main/docker/jvm.options src/main/docker/healthcheck /opt/rollover/
# The database of a first run, which the group may write too, for those who choose another user.
RUN install -d -o 10001 -g 0 -m 2770 /data
ENV PYTORCH_LIBRARY_PATH=/opt/libtorch PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cpu ENGINE_CACHE_DIR=/opt/djl

# A run that leaves the ahead-of-time cache, and the tokenizers' library unpacked.
FROM untrained AS trained
RUN --mount=type=bind,source=src/main/docker/train,target=/train bash /train

# The same on a GPU: Java, the service and its caches beside the base image's libtorch.
FROM ${CUDA_IMAGE} AS cuda
ARG LIBTORCH=/opt/conda/lib/python3.11/site-packages/torch/lib
RUN test -e ${LIBTORCH}/libtorch_cuda.so && install -d -o 10001 -g 0 -m 2770 /data
COPY --from=untrained /opt/java/openjdk/ /opt/java/openjdk/
COPY --from=untrained /opt/rollover/ /opt/rollover/
COPY --from=trained /opt/rollover/rollover.aot /opt/rollover/
COPY --from=trained /opt/djl/ /opt/djl/
COPY --from=build /build/libtorch-cuda/ ${LIBTORCH}/
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:${PATH} LANG=C.UTF-8 \
    PYTORCH_LIBRARY_PATH=${LIBTORCH} PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cu128 ENGINE_CACHE_DIR=/opt/djl
WORKDIR /
USER 10001:0
VOLUME ["/data", "/tmp"]
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=10m CMD ["/opt/rollover/healthcheck"]
ENTRYPOINT ["java", "@/opt/rollover/jvm.options", "-XX:AOTCache=/opt/rollover/rollover.aot", "-jar", "/opt/rollover/rollover.jar"]

FROM untrained AS runtime
COPY --from=trained /opt/rollover/rollover.aot /opt/rollover/
COPY --from=trained /opt/djl/ /opt/djl/
WORKDIR /
USER 10001:0
VOLUME ["/data", "/tmp"]
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=10m CMD ["/opt/rollover/healthcheck"]
ENTRYPOINT ["java", "@/opt/rollover/jvm.options", "-XX:AOTCache=/opt/rollover/rollover.aot", "-jar", "/opt/rollover/rollover.jar"]
