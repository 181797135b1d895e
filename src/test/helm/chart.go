// Package chart judges the Helm chart by what it renders.
package chart

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

const directory = "../../../helm/rollover"

// An object is one rendered object: what it is, and its text.
type object struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   struct {
		Name string `json:"name"`
	} `json:"metadata"`
	text []byte
}

// Render renders the chart with the arguments of `helm template`; a refusal is an error with helm's words.
func render(arguments ...string) ([]object, error) {
	// Of the Kubernetes that the charts' authors may count on, the oldest.
	command := append([]string{"template", "release", directory, "--kube-version", "1.30.0"}, arguments...)
	helm := exec.Command(helmProgram(), command...)
	var out, problems bytes.Buffer
	helm.Stdout, helm.Stderr = &out, &problems
	if err := helm.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, problems.String())
	}
	return objects(out.String())
}

func helmProgram() string {
	if program, set := os.LookupEnv("HELM"); set {
		return program
	}
	return "helm"
}

func objects(manifest string) ([]object, error) {
	var all []object
	for _, text := range strings.Split("\n"+manifest, "\n---\n") {
		one := object{text: []byte(text)}
		if err := yaml.Unmarshal(one.text, &one); err != nil {
			return nil, err
		}
		if one.Kind != "" {
			all = append(all, one)
		}
	}
	return all, nil
}

// Into reads an object strictly: a field that its type does not have is an error.
func (o object) into(target any) error {
	if err := yaml.UnmarshalStrict(o.text, target); err != nil {
		return fmt.Errorf("%s %s: %w", o.Kind, o.Metadata.Name, err)
	}
	return nil
}

// Release is what a test asks most of.
type release struct {
	objects    []object
	deployment apps.Deployment
	config     string
}

func rendered(arguments ...string) (release, error) {
	all, err := render(arguments...)
	if err != nil {
		return release{}, err
	}
	r := release{objects: all}
	if err := r.find("Deployment", "", &r.deployment); err != nil {
		return r, err
	}
	var config core.ConfigMap
	if err := r.find("ConfigMap", "", &config); err != nil {
		return r, err
	}
	r.config = config.Data["application.yaml"]
	return r, nil
}

// Find reads the first object of a kind whose name ends so.
func (r release) find(kind, suffix string, target any) error {
	for _, o := range r.objects {
		if o.Kind == kind && strings.HasSuffix(o.Metadata.Name, suffix) {
			return o.into(target)
		}
	}
	return fmt.Errorf("there is no %s", kind)
}

func (r release) has(kind string) bool {
	for _, o := range r.objects {
		if o.Kind == kind {
			return true
		}
	}
	return false
}

func (r release) container() core.Container {
	return r.deployment.Spec.Template.Spec.Containers[0]
}
